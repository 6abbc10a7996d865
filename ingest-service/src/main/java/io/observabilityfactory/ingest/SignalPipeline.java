package io.observabilityfactory.ingest;

import com.google.protobuf.Message;
import io.observabilityfactory.ingest.IngestException.Unacceptable;
import io.observabilityfactory.ingest.auth.RateLimit;
import io.observabilityfactory.ingest.decode.Decoded;
import io.observabilityfactory.ingest.normalize.NormalizedExport;
import io.observabilityfactory.ingest.normalize.RecordRules;
import io.observabilityfactory.ingest.normalize.TelemetryRecord;
import io.observabilityfactory.ingest.project.Project;
import io.observabilityfactory.ingest.store.ExportResult;
import io.observabilityfactory.ingest.store.GroupCommit;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What follows for a signal once it is known what a request says and whose it is.
 *
 * @param <Q> the type of its requests
 */
record SignalPipeline<Q extends Message, K extends Comparable<K>, R extends TelemetryRecord<K>>(
        Class<Q> requestType,
        Normalizer<Q, R> normalizer,
        GroupCommit<K, R> groupCommit,
        RateLimit rateLimit,
        int recordsPerRequest,
        CommitListener<R> listener) {

    private static final Logger LOG = Logger.getLogger(SignalPipeline.class);

    /** From a request to the records it carries. */
    interface Normalizer<Q, R> {
        NormalizedExport<R> normalize(Q request, RecordRules rules, Instant now);
    }

    /** Who is told of records once they are committed. */
    interface CommitListener<R> {
        void committed(Project project, List<R> records);

        static <R> CommitListener<R> none() {
            return (project, records) -> {};
        }
    }

    Uni<ExportResult> store(Decoded decoded, Project project, RecordRules rules, long bytes) {
        NormalizedExport<R> export = normalizer
                .normalize(requestType.cast(decoded.request()), rules, Instant.now())
                .refusing(decoded.unreadable());
        if (export.received() > recordsPerRequest) {
            throw new Unacceptable("The request carries " + export.received() + " records, at most " + recordsPerRequest
                    + " are taken at once: send smaller batches");
        }
        if (export.received() == 0) {
            return Uni.createFrom().item(ExportResult.COMPLETE);
        }
        rateLimit.take(project.projectId(), export.received());
        return groupCommit.store(project, export, bytes).invoke(() -> tell(project, export.records()));
    }

    /** What goes wrong there is no fault of the export: it is committed, and its sender has to know. */
    private void tell(Project project, List<R> records) {
        try {
            listener.committed(project, records);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Nobody was told of %d committed records of project %d", records.size(), project.projectId());
        }
    }
}
