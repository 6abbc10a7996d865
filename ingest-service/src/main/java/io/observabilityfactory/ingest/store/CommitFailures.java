package io.observabilityfactory.ingest.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Counts commits that failed, and logs the first of a run of them: while the database is away each one fails. */
final class CommitFailures {

    private static final Logger LOG = Logger.getLogger(CommitFailures.class);

    private final Counter failures;
    private final AtomicBoolean failing = new AtomicBoolean();

    CommitFailures(MeterRegistry registry, String signal) {
        this.failures = Counter.builder("observability.factory.ingest.commit.failures")
                .description("Commits that failed; their clients were asked to repeat")
                .tag("signal", signal)
                .register(registry);
    }

    void failed(Throwable failure) {
        failures.increment();
        if (failing.compareAndSet(false, true)) {
            LOG.error("Records could not be committed, clients are asked to repeat", failure);
        } else {
            LOG.debug("Records could still not be committed", failure);
        }
    }

    void succeeded() {
        if (failing.compareAndSet(true, false)) {
            LOG.info("Records can be committed again");
        }
    }
}
