package io.observabilityfactory.bench.sdk;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.observabilityfactory.bench.BenchException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/**
 * A server that spans are sent to, in one of the states in which servers are found.
 *
 * @param state in words
 * @param endpoint for OTLP/gRPC
 */
record Receiver(String state, String endpoint, Runnable end) implements AutoCloseable {

    /** Takes everything at once. */
    static Receiver healthy() {
        return start("answers", observer -> {
            observer.onNext(ExportTraceServiceResponse.getDefaultInstance());
            observer.onCompleted();
        });
    }

    /** Asks each time to be tried again later. */
    static Receiver failing() {
        return start("answers errors", observer -> observer.onError(Status.UNAVAILABLE.asRuntimeException()));
    }

    /** Takes requests and says nothing. */
    static Receiver hanging() {
        return start("never answers", observer -> {});
    }

    /** Nobody listens where it was. */
    static Receiver away() {
        Receiver gone = start("is away", observer -> {});
        gone.close();
        return gone;
    }

    private static Receiver start(String state, Consumer<StreamObserver<ExportTraceServiceResponse>> answer) {
        try {
            Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .addService(new Traces(answer))
                    .build()
                    .start();
            return new Receiver(state, "http://localhost:" + server.getPort(), server::shutdownNow);
        } catch (IOException e) {
            throw new BenchException("no port can be listened on", e);
        }
    }

    @Override
    public void close() {
        end.run();
    }

    private static final class Traces extends TraceServiceGrpc.TraceServiceImplBase {

        private final Consumer<StreamObserver<ExportTraceServiceResponse>> answer;

        Traces(Consumer<StreamObserver<ExportTraceServiceResponse>> answer) {
            this.answer = answer;
        }

        @Override
        public void export(
                ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> responseObserver) {
            answer.accept(responseObserver);
        }
    }
}
