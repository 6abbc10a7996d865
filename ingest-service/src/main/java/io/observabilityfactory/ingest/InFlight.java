package io.observabilityfactory.ingest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.observabilityfactory.ingest.IngestException.Overloaded;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes of all requests that are being worked on: what bounds the memory of this service. */
@ApplicationScoped
class InFlight {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final long limit;
    private final AtomicLong bytes = new AtomicLong();

    InFlight(IngestConfig config, MeterRegistry registry) {
        this.limit = config.limits().bytesInFlight();
        Gauge.builder("observability.factory.ingest.in.flight", bytes, AtomicLong::get)
                .baseUnit("bytes")
                .description("Requests that were received and not yet answered")
                .register(registry);
    }

    /**
     * Counts a request until {@link #release}. One that is larger than the whole limit is taken when it is alone.
     *
     * @throws Overloaded when there is no room; nothing is counted then
     */
    void acquire(int size) {
        long before = bytes.getAndAdd(size);
        if (before > 0 && before + size > limit) {
            bytes.addAndGet(-size);
            throw new Overloaded("Too much is waiting to be stored, please repeat the request", RETRY_AFTER);
        }
    }

    void release(int size) {
        bytes.addAndGet(-size);
    }
}
