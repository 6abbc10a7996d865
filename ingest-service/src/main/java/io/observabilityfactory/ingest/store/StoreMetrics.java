package io.observabilityfactory.ingest.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What the store tells Prometheus: how spans ended, and how long commits take. */
final class StoreMetrics {

    private static final String SPANS = "observability.factory.ingest.spans";

    private final MeterRegistry registry;
    private final Counter stored;
    private final Counter duplicates;
    private final Counter rejected;
    private final Timer commits;

    StoreMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.stored = spans(registry, "stored");
        this.duplicates = spans(registry, "duplicate");
        this.rejected = spans(registry, "rejected");
        this.commits = Timer.builder("observability.factory.ingest.commit")
                .description("From the start of a commit to its confirmation")
                .publishPercentileHistogram()
                .register(registry);
    }

    private static Counter spans(MeterRegistry registry, String outcome) {
        return Counter.builder(SPANS)
                .description("Spans received, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    Timer.Sample startCommit() {
        return Timer.start(registry);
    }

    void committed(Timer.Sample commit, SpanBatch batch, StoreResult result) {
        commit.stop(commits);
        stored.increment(result.stored());
        duplicates.increment(result.duplicates());
        rejected.increment(batch.rejections().size() + result.refused().size());
    }
}
