package io.observabilityfactory.ingest.receive.grpc;

import io.grpc.InternalServer;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends the gRPC server while there still is a database: clients are told to go elsewhere, and what is under way is answered.
 * Quarkus leaves that to Vert.x, which waits for nothing, and does it when the connections to the database are closed already.
 */
@GlobalInterceptor
@ApplicationScoped
class GracefulEnd implements ServerInterceptor {

    private static final Logger LOG = Logger.getLogger(GracefulEnd.class);

    private final Duration patience;

    /** Known from the first call on; before that nobody has to be answered. */
    private volatile @Nullable Server server;

    /** @param patience how long requests over HTTP are waited for, and those over gRPC too */
    GracefulEnd(@ConfigProperty(name = "quarkus.shutdown.timeout") Duration patience) {
        this.patience = patience;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (server == null) {
            server = InternalServer.SERVER_CONTEXT_KEY.get();
        }
        return next.startCall(call, headers);
    }

    void end(@Observes ShutdownEvent event) {
        end();
    }

    void end() {
        Server running = server;
        if (running != null) {
            end(running);
        }
    }

    private void end(Server running) {
        running.shutdown();
        try {
            if (!running.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("Calls over gRPC that took longer than %s are cut off", patience);
                running.shutdownNow();
            }
        } catch (InterruptedException e) {
            running.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
