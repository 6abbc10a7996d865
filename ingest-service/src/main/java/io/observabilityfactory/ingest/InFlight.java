package io.observabilityfactory.ingest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes of all requests that are here, be it in part, and not yet answered: what bounds the memory of this service. */
@ApplicationScoped
public class InFlight {

    private final long limit;
    private final AtomicLong bytes = new AtomicLong();

    InFlight(IngestConfig config, MeterRegistry registry) {
        this.limit = config.limits().bytesInFlight();
        Gauge.builder("observability.factory.ingest.in.flight", bytes, AtomicLong::get)
                .baseUnit("bytes")
                .description("Requests, as far as they were received, that are not yet answered")
                .register(registry);
    }

    /** Of a request of which nothing is here yet. */
    public HeldBytes none() {
        return new HeldBytes(this);
    }

    /**
     * Takes all or nothing.
     *
     * @param own what the same request holds already: one that is alone may be larger than the limit
     * @return whether there was room
     */
    boolean take(long more, long own) {
        long before = bytes.get();
        while (before <= own || before + more <= limit) {
            long witness = bytes.compareAndExchange(before, before + more);
            if (witness == before) {
                return true;
            }
            before = witness;
        }
        return false;
    }

    void giveBack(long held) {
        bytes.addAndGet(-held);
    }
}
