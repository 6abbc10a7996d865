package io.observabilityfactory.ingest.forward;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.observabilityfactory.ingest.IngestConfig;
import io.observabilityfactory.service.address.TargetGuard;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** A guarded connection to each backend in use. */
@ApplicationScoped
class Backends {

    private static final Duration UNUSED = Duration.ofMinutes(30);

    private final HeaderValues headerValues;
    private final TargetGuard guard;
    private final Vertx vertx;
    private final IngestConfig.Forward config;
    private final LoadingCache<Destination, GuardedBackend> open;

    Backends(HeaderValues headerValues, TargetGuard guard, Vertx vertx, IngestConfig config) {
        this.headerValues = headerValues;
        this.guard = guard;
        this.vertx = vertx;
        this.config = config.forward();
        this.open = Caffeine.newBuilder()
                .expireAfterAccess(UNUSED)
                .scheduler(Scheduler.systemScheduler())
                .<Destination, GuardedBackend>removalListener((destination, backend, cause) -> backend.close())
                .build(this::connect);
    }

    ExportTraceServiceResponse send(Destination destination, ExportTraceServiceRequest request)
            throws BackendException {
        return guarded(destination).send(request);
    }

    private GuardedBackend guarded(Destination destination) throws BackendException {
        try {
            return open.get(destination);
        } catch (CompletionException e) {
            throw e.getCause() instanceof BackendException failure
                    ? failure
                    : new BackendException.Denied("the target cannot be used", e);
        }
    }

    private GuardedBackend connect(Destination destination) throws BackendException {
        URI endpoint = destination.uri();
        Map<String, String> headers = headerValues.of(destination);
        try {
            Backend backend = destination.isGrpc()
                    ? new GrpcBackend(guard, endpoint, headers, config.timeout())
                    : new HttpBackend(vertx, guard, endpoint, headers, config.timeout());
            return new GuardedBackend(backend, config);
        } catch (IllegalArgumentException e) {
            // Without the cause: the client's message may contain the value of a header.
            throw new BackendException.Denied("the endpoint or a header cannot be used with " + destination.protocol());
        }
    }

    @PreDestroy
    void close() {
        open.invalidateAll();
        open.cleanUp();
    }
}
