package io.observabilityfactory.ingest.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.observabilityfactory.ingest.IngestConfig;
import io.observabilityfactory.ingest.IngestException.Overloaded;
import io.observabilityfactory.ingest.normalize.NormalizedExport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Groups what concurrent exports carry into few transactions. A writer that becomes free takes all that waits, up to a
 * limit: under light load an export is written at once, under heavy load commits grow instead of queues. What may wait is
 * bounded.
 */
@ApplicationScoped
public class GroupCommit {

    private final SpanStore store;
    private final IngestConfig.Store limits;
    private final StoreMetrics metrics;

    private final Deque<PendingExport> waiting = new ArrayDeque<>();
    private int idleWriters;
    private int spansInFlight;

    GroupCommit(Pool pool, IngestConfig config, MeterRegistry registry) {
        this.limits = config.store();
        this.store = new SpanStore(pool, limits.commitTimeout());
        this.idleWriters = limits.writers();
        this.metrics = new StoreMetrics(registry);
    }

    /**
     * Completes when the records are committed. Fails with {@link Overloaded} when too much is under way, and with
     * {@link io.observabilityfactory.ingest.IngestException.StoreUnavailable} when the database does not take them.
     */
    public Uni<ExportResult> store(int projectId, NormalizedExport export) {
        return Uni.createFrom().emitter(emitter -> {
            PendingExport pending = new PendingExport(projectId, export, emitter);
            if (enqueue(pending)) {
                startWriters();
            } else {
                emitter.fail(new Overloaded("Too many spans are waiting to be stored, please repeat the request"));
            }
        });
    }

    private synchronized boolean enqueue(PendingExport pending) {
        boolean alone = spansInFlight == 0;
        if (!alone && spansInFlight + pending.size() > limits.spansInFlight()) {
            return false;
        }
        spansInFlight += pending.size();
        waiting.add(pending);
        return true;
    }

    private void startWriters() {
        for (Optional<List<PendingExport>> group = takeGroup(); group.isPresent(); group = takeGroup()) {
            write(group.get());
        }
    }

    /** The exports of the project whose turn it is, and a writer for them; empty when either is missing. */
    private synchronized Optional<List<PendingExport>> takeGroup() {
        if (idleWriters == 0 || waiting.isEmpty()) {
            return Optional.empty();
        }
        idleWriters--;
        PendingExport first = waiting.remove();
        List<PendingExport> group = new ArrayList<>(List.of(first));
        int spans = first.size();
        for (Iterator<PendingExport> rest = waiting.iterator(); rest.hasNext() && spans < limits.spansPerCommit(); ) {
            PendingExport next = rest.next();
            if (next.projectId() == first.projectId()) {
                rest.remove();
                group.add(next);
                spans += next.size();
            }
        }
        return Optional.of(group);
    }

    private void write(List<PendingExport> group) {
        Timer.Sample commit = metrics.startCommit();
        SpanBatch batch = PendingExport.batch(group);
        store.store(batch)
                .onTermination()
                .invoke(() -> finish(group))
                .subscribe()
                .with(
                        result -> {
                            metrics.committed(commit, batch, result);
                            group.forEach(export -> export.complete(result));
                        },
                        failure -> group.forEach(export -> export.fail(failure)));
    }

    private void finish(List<PendingExport> group) {
        synchronized (this) {
            idleWriters++;
            group.forEach(export -> spansInFlight -= export.size());
        }
        startWriters();
    }
}
