package io.observabilityfactory.ingest;

import com.google.protobuf.Message;
import io.micrometer.core.instrument.MeterRegistry;
import io.observabilityfactory.ingest.SignalPipeline.CommitListener;
import io.observabilityfactory.ingest.auth.Access;
import io.observabilityfactory.ingest.auth.RateLimit;
import io.observabilityfactory.ingest.decode.Encoding;
import io.observabilityfactory.ingest.normalize.AcceptedTimes;
import io.observabilityfactory.ingest.normalize.LogNormalizer;
import io.observabilityfactory.ingest.normalize.MetricNormalizer;
import io.observabilityfactory.ingest.normalize.RecordLimits;
import io.observabilityfactory.ingest.normalize.RecordRules;
import io.observabilityfactory.ingest.normalize.SpanNormalizer;
import io.observabilityfactory.ingest.project.Project;
import io.observabilityfactory.ingest.resources.AgentResources;
import io.observabilityfactory.ingest.store.ExportResult;
import io.observabilityfactory.ingest.store.GroupCommit;
import io.observabilityfactory.model.access.Credentials;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The one way of an export through this service, whatever signal it carries and whatever transport brought it. */
@ApplicationScoped
public class OtlpIngest {

    private final Access access;
    private final AcceptedTimes times;
    private final RecordLimits limits;
    private final Map<Signal, SignalPipeline<?, ?, ?>> pipelines;

    OtlpIngest(
            Access access,
            RateLimit rateLimit,
            Pool pool,
            DataSource copies,
            MeterRegistry registry,
            AgentResources resources,
            IngestConfig config) {
        this.access = access;
        this.times = new AcceptedTimes(config.acceptedAge(), config.acceptedLead());
        IngestConfig.Limits limits = config.limits();
        this.limits = new RecordLimits(limits.attributes(), limits.valueLength(), limits.depth(), limits.events());
        int records = limits.recordsPerRequest();
        this.pipelines = Map.of(
                Signal.TRACES,
                new SignalPipeline<>(
                        ExportTraceServiceRequest.class,
                        SpanNormalizer::normalize,
                        GroupCommit.ofSpans(pool, copies, config.store(), registry),
                        rateLimit,
                        records,
                        CommitListener.none()),
                Signal.LOGS,
                new SignalPipeline<>(
                        ExportLogsServiceRequest.class,
                        LogNormalizer::normalize,
                        GroupCommit.ofLogs(pool, copies, config.store(), registry),
                        rateLimit,
                        records,
                        CommitListener.none()),
                Signal.METRICS,
                new SignalPipeline<>(
                        ExportMetricsServiceRequest.class,
                        MetricNormalizer::normalize,
                        GroupCommit.ofMetrics(pool, copies, config.store(), registry),
                        rateLimit,
                        records,
                        resources::committed));
    }

    /** Whose an export is that comes with these credentials. Fails with an {@link IngestException}. */
    public Uni<Project> sender(Optional<Credentials> credentials) {
        return access.projectToSendTo(credentials);
    }

    /**
     * Answers when all that can be stored is committed; what cannot is in the answer's {@code partial_success}. Fails with
     * an {@link IngestException}.
     *
     * @param body as it came, decompressed
     * @param held what is counted of it already; all is counted until it is answered, and given back then
     * @return the answer, encoded as the request was
     */
    public Uni<byte[]> export(Signal signal, Encoding encoding, byte[] body, Project sender, HeldBytes held) {
        return Uni.createFrom()
                .deferred(() -> {
                    held.growTo(body.length);
                    return store(signal, encoding, body, sender);
                })
                .map(result -> encoding.encode(answer(signal, result)))
                .onTermination()
                .invoke(held::release);
    }

    private Uni<ExportResult> store(Signal signal, Encoding encoding, byte[] body, Project project) {
        RecordRules rules = new RecordRules(times, limits, project.privacy());
        return pipelines.get(signal).store(encoding.decode(signal, body), project, rules, body.length);
    }

    private static Message answer(Signal signal, ExportResult result) {
        return signal.response(result.rejected(), result.explanation());
    }
}
