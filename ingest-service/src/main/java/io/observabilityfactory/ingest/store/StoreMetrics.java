package io.observabilityfactory.ingest.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.observabilityfactory.ingest.project.Project;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The ledger as metrics: what became of the records of a signal, by project, and how long commits take. */
final class StoreMetrics {

    private static final String SIGNAL = "signal";

    /** Further projects share a label, so that the number of series stays bounded. */
    private static final int NAMED_PROJECTS = 200;

    private static final String OTHER_PROJECTS = "other";

    private final MeterRegistry registry;
    private final String signal;
    private final Timer commits;
    private final Set<String> named = ConcurrentHashMap.newKeySet();

    StoreMetrics(MeterRegistry registry, String signal) {
        this.registry = registry;
        this.signal = signal;
        this.commits = Timer.builder("observability.factory.ingest.commit")
                .description("From the start of a commit to its confirmation")
                .tag(SIGNAL, signal)
                .publishPercentileHistogram()
                .register(registry);
    }

    Timer.Sample startCommit() {
        return Timer.start(registry);
    }

    void committed(Timer.Sample commit, Project project, StoreResult result) {
        commit.stop(commits);
        String label = label(project.name());
        count(label, "stored", result.stored());
        count(label, "duplicate", result.duplicates());
        count(label, "rejected", result.rejected());
    }

    private void count(String project, String outcome, int records) {
        Counter.builder("observability.factory.ingest.records")
                .description("Records received, by what became of them")
                .tag(SIGNAL, signal)
                .tag("project", project)
                .tag("outcome", outcome)
                .register(registry)
                .increment(records);
    }

    private String label(String project) {
        if (named.contains(project) || (named.size() < NAMED_PROJECTS && named.add(project))) {
            return project;
        }
        return OTHER_PROJECTS;
    }
}
