package io.observabilityfactory.ingest.forward;

import io.observabilityfactory.ingest.IngestConfig;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * A backend with a little patience. The retry is around the breaker: a short fault is sat out here, and once most requests
 * fail the breaker ends the repeating, so that the target is put off with its growing pause and its turn goes to another.
 * After a pause a single request tells whether the backend is back. The timeout of a request is kept by the backend.
 */
final class GuardedBackend implements AutoCloseable {

    private static final int REPEATS = 2;
    private static final int REPEAT_FRACTION_OF_PAUSE = 4;
    private static final int BREAKER_WINDOW = 4;
    private static final double BREAKER_RATIO = 0.75;

    private final Backend backend;
    private final TypedGuard<ExportTraceServiceResponse> guard;

    GuardedBackend(Backend backend, IngestConfig.Forward config) {
        this.backend = backend;
        long pauseMillis = config.firstPause().toMillis();
        // Has to be shorter than all attempts together may take.
        long longestRepeat = Math.min(pauseMillis, config.timeout().toMillis() / 2);
        this.guard = TypedGuard.create(ExportTraceServiceResponse.class)
                .withRetry()
                .maxRetries(REPEATS)
                .delay(longestRepeat / REPEAT_FRACTION_OF_PAUSE, ChronoUnit.MILLIS)
                .withExponentialBackoff()
                .maxDelay(longestRepeat, ChronoUnit.MILLIS)
                .done()
                // A backend that does not answer at all uses this up with the first request.
                .maxDuration(config.timeout().toMillis(), ChronoUnit.MILLIS)
                .whenException(GuardedBackend::isShort)
                .done()
                .withCircuitBreaker()
                .requestVolumeThreshold(BREAKER_WINDOW)
                .failureRatio(BREAKER_RATIO)
                .delay(pauseMillis, ChronoUnit.MILLIS)
                .skipOn(BackendException.Refused.class)
                .done()
                .build();
    }

    /** A backend that says when to come back is not asked before. */
    private static boolean isShort(Throwable failure) {
        return failure instanceof BackendException.Unavailable unavailable
                && unavailable.retryAfter().isEmpty();
    }

    ExportTraceServiceResponse send(ExportTraceServiceRequest request) throws BackendException {
        try {
            return guard.call(() -> backend.send(request));
        } catch (BackendException e) {
            throw e;
        } catch (CircuitBreakerOpenException e) {
            throw new BackendException.Unavailable("most requests of late failed", e, null);
        } catch (RuntimeException e) {
            // A fault of this service, which is not to be taken for one of the backend.
            throw e;
        } catch (Exception e) {
            throw new BackendException.Unavailable(String.valueOf(e), e, null);
        }
    }

    @Override
    public void close() {
        backend.close();
    }
}
