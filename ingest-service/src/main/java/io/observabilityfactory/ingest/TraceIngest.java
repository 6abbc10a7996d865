package io.observabilityfactory.ingest;

import com.google.protobuf.InvalidProtocolBufferException;
import io.observabilityfactory.ingest.IngestException.StoreUnavailable;
import io.observabilityfactory.ingest.IngestException.Undecodable;
import io.observabilityfactory.ingest.normalize.AcceptedTimes;
import io.observabilityfactory.ingest.normalize.NormalizedExport;
import io.observabilityfactory.ingest.normalize.SpanNormalizer;
import io.observabilityfactory.ingest.project.Projects;
import io.observabilityfactory.ingest.store.ExportResult;
import io.observabilityfactory.ingest.store.GroupCommit;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The one way of a trace export through this service, whatever transport brought it. */
@ApplicationScoped
public class TraceIngest {

    private final Projects projects;
    private final SpanNormalizer normalizer;
    private final GroupCommit groupCommit;

    TraceIngest(Projects projects, GroupCommit groupCommit, IngestConfig config) {
        this.projects = projects;
        this.normalizer = new SpanNormalizer(new AcceptedTimes(config.acceptedAge(), config.acceptedLead()));
        this.groupCommit = groupCommit;
    }

    /** {@link #export} of an encoded request. Fails with {@link Undecodable} when it is none. */
    public Uni<ExportTraceServiceResponse> exportProtobuf(byte[] body) {
        try {
            return export(ExportTraceServiceRequest.parseFrom(body));
        } catch (InvalidProtocolBufferException e) {
            return Uni.createFrom()
                    .failure(new Undecodable("The body is not an OTLP trace export: " + e.getMessage(), e));
        }
    }

    /**
     * Answers when all that can be stored is committed; what cannot is in {@code partial_success}. Fails with an
     * {@link IngestException}.
     */
    public Uni<ExportTraceServiceResponse> export(ExportTraceServiceRequest request) {
        NormalizedExport export = normalizer.normalize(request, Instant.now());
        if (export.received() == 0) {
            return Uni.createFrom().item(ExportTraceServiceResponse.getDefaultInstance());
        }
        return projects.current()
                .onFailure()
                .transform(StoreUnavailable::new)
                .chain(projectId -> groupCommit.store(projectId, export))
                .map(TraceIngest::response);
    }

    private static ExportTraceServiceResponse response(ExportResult result) {
        if (result.rejected() == 0) {
            return ExportTraceServiceResponse.getDefaultInstance();
        }
        return ExportTraceServiceResponse.newBuilder()
                .setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                        .setRejectedSpans(result.rejected())
                        .setErrorMessage(result.explanation()))
                .build();
    }
}
