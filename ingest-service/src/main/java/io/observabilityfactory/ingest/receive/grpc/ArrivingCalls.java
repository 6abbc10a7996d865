package io.observabilityfactory.ingest.receive.grpc;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.observabilityfactory.ingest.receive.Arrival;
import io.observabilityfactory.ingest.receive.Arrivals;
import io.quarkus.grpc.api.ServerBuilderCustomizer;
import io.quarkus.grpc.runtime.config.GrpcServerConfiguration;
import io.vertx.grpc.VertxServerBuilder;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts what has come of each call, which gRPC itself hands over only when the message is complete. */
@ApplicationScoped
class ArrivingCalls implements ServerBuilderCustomizer<VertxServerBuilder> {

    /** Of the call that is being worked on. */
    static final Context.Key<Arrival> ARRIVAL = Context.key("arrival");

    private final Arrivals arrivals;

    ArrivingCalls(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    @Override
    public void customize(GrpcServerConfiguration config, VertxServerBuilder server) {
        server.addStreamTracerFactory(new ServerStreamTracer.Factory() {
            @Override
            public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
                return new Tracer(arrivals.begin());
            }
        });
    }

    private static final class Tracer extends ServerStreamTracer {

        private final Arrival arrival;

        Tracer(Arrival arrival) {
            this.arrival = arrival;
        }

        @Override
        public Context filterContext(Context context) {
            return context.withValue(ARRIVAL, arrival);
        }

        /** As it travels: what it is decompressed is counted when it is complete. */
        @Override
        public void inboundWireSize(long bytes) {
            arrival.received(bytes);
        }

        @Override
        public void streamClosed(Status status) {
            arrival.abandon();
        }
    }
}
