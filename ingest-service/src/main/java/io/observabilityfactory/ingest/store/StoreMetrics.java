package io.observabilityfactory.ingest.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What the store tells Prometheus: what became of the records of a signal, and how long commits take. */
final class StoreMetrics {

    private static final String SIGNAL = "signal";

    private final MeterRegistry registry;
    private final Counter stored;
    private final Counter duplicates;
    private final Counter rejected;
    private final Timer commits;

    StoreMetrics(MeterRegistry registry, String signal) {
        this.registry = registry;
        this.stored = records(signal, "stored");
        this.duplicates = records(signal, "duplicate");
        this.rejected = records(signal, "rejected");
        this.commits = Timer.builder("observability.factory.ingest.commit")
                .description("From the start of a commit to its confirmation")
                .tag(SIGNAL, signal)
                .publishPercentileHistogram()
                .register(registry);
    }

    private Counter records(String signal, String outcome) {
        return Counter.builder("observability.factory.ingest.records")
                .description("Records received, by what became of them")
                .tag(SIGNAL, signal)
                .tag("outcome", outcome)
                .register(registry);
    }

    Timer.Sample startCommit() {
        return Timer.start(registry);
    }

    void committed(Timer.Sample commit, StoreResult result) {
        commit.stop(commits);
        stored.increment(result.stored());
        duplicates.increment(result.duplicates());
        rejected.increment(result.rejected());
    }
}
