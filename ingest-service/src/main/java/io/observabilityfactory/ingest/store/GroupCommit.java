package io.observabilityfactory.ingest.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.observabilityfactory.ingest.IngestConfig;
import io.observabilityfactory.ingest.normalize.ContentKey;
import io.observabilityfactory.ingest.normalize.NormalizedExport;
import io.observabilityfactory.ingest.normalize.NormalizedLog;
import io.observabilityfactory.ingest.normalize.NormalizedPoint;
import io.observabilityfactory.ingest.normalize.NormalizedSpan;
import io.observabilityfactory.ingest.normalize.TelemetryRecord;
import io.observabilityfactory.ingest.project.Project;
import io.observabilityfactory.model.trace.SpanKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Groups what concurrent exports of a signal carry into few transactions. A writer that becomes free takes all that
 * waits, up to a limit: under light load an export is written at once, under heavy load commits grow instead of queues.
 * How much may wait is bounded by whoever calls.
 */
public final class GroupCommit<K extends Comparable<K>, R extends TelemetryRecord<K>> {

    private final RecordStore<R> store;
    private final IngestConfig.Store limits;
    private final StoreMetrics metrics;
    private final CommitFailures failures;

    private final Deque<PendingExport<K, R>> waiting = new ArrayDeque<>();
    private int idleWriters;

    private GroupCommit(
            RecordTable<R> table, Pool pool, DataSource copies, IngestConfig.Store limits, MeterRegistry registry) {
        this.limits = limits;
        this.store = new RecordStore<>(pool, copies, table, limits.commitTimeout());
        this.idleWriters = limits.writers();
        this.metrics = new StoreMetrics(registry, table.signal());
        this.failures = new CommitFailures(registry, table.signal());
    }

    public static GroupCommit<SpanKey, NormalizedSpan> ofSpans(
            Pool pool, DataSource copies, IngestConfig.Store limits, MeterRegistry registry) {
        return new GroupCommit<>(SpanTable.TABLE, pool, copies, limits, registry);
    }

    public static GroupCommit<ContentKey, NormalizedLog> ofLogs(
            Pool pool, DataSource copies, IngestConfig.Store limits, MeterRegistry registry) {
        return new GroupCommit<>(LogTable.TABLE, pool, copies, limits, registry);
    }

    public static GroupCommit<ContentKey, NormalizedPoint> ofMetrics(
            Pool pool, DataSource copies, IngestConfig.Store limits, MeterRegistry registry) {
        return new GroupCommit<>(MetricTable.TABLE, pool, copies, limits, registry);
    }

    /**
     * Completes when the records are committed. Fails with
     * {@link io.observabilityfactory.ingest.IngestException.StoreUnavailable} when the database does not take them.
     *
     * @param bytes the size of the export when it came
     */
    public Uni<ExportResult> store(Project project, NormalizedExport<R> export, long bytes) {
        return Uni.createFrom().emitter(emitter -> {
            synchronized (this) {
                waiting.add(new PendingExport<>(project, export, bytes, emitter));
            }
            startWriters();
        });
    }

    private void startWriters() {
        for (Optional<List<PendingExport<K, R>>> group = takeGroup(); group.isPresent(); group = takeGroup()) {
            write(group.get());
        }
    }

    /** The exports of the project whose turn it is, and a writer for them; empty when either is missing. */
    private synchronized Optional<List<PendingExport<K, R>>> takeGroup() {
        if (idleWriters == 0 || waiting.isEmpty()) {
            return Optional.empty();
        }
        idleWriters--;
        PendingExport<K, R> first = waiting.remove();
        List<PendingExport<K, R>> group = new ArrayList<>(List.of(first));
        int records = first.size();
        long bytes = first.bytes();
        for (Iterator<PendingExport<K, R>> rest = waiting.iterator(); rest.hasNext() && hasRoom(records, bytes); ) {
            PendingExport<K, R> next = rest.next();
            if (next.project().projectId() == first.project().projectId()) {
                rest.remove();
                group.add(next);
                records += next.size();
                bytes += next.bytes();
            }
        }
        return Optional.of(group);
    }

    private boolean hasRoom(int records, long bytes) {
        return records < limits.recordsPerCommit() && bytes < limits.bytesPerCommit();
    }

    private void write(List<PendingExport<K, R>> group) {
        Timer.Sample commit = metrics.startCommit();
        Uni.createFrom()
                .deferred(() -> store.store(PendingExport.batch(group)))
                .onTermination()
                .invoke(this::finish)
                .subscribe()
                .with(
                        result -> {
                            failures.succeeded();
                            metrics.committed(commit, group.get(0).project(), result);
                            group.forEach(export -> export.complete(result));
                        },
                        failure -> {
                            failures.failed(failure);
                            group.forEach(export -> export.fail(failure));
                        });
    }

    private void finish() {
        synchronized (this) {
            idleWriters++;
        }
        startWriters();
    }
}
