package io.observabilityfactory.query.trace;

import io.observabilityfactory.model.trace.TraceId;
import io.observabilityfactory.model.usage.TokenBucket;
import io.observabilityfactory.query.QueryConfig;
import io.observabilityfactory.query.message.MessageQueries;
import io.observabilityfactory.query.message.TraceMessages;
import io.observabilityfactory.query.project.ProjectDatabase;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a trace: first where all its spans stand, which is little, then what those of a page carry, which may be much. */
@ApplicationScoped
class TraceQueries {

    private static final String SETTLED = """
            select encode(trace_id, 'hex') as trace_id, first_span_time, last_span_time, user_id, session_id, preference
            from (
                (select trace_id, first_span_time, last_span_time, user_id, session_id, 1 as preference
                 from trace_settlement
                 where project_id = $1 and trace_id = decode($2, 'hex'))
                union all
                (select trace_id, first_span_time, last_span_time, user_id, session_id, 2
                 from trace_settlement
                 where project_id = $1 and run_id = $3
                 order by listed_time desc
                 limit 1)
            ) found
            order by preference
            limit 1""";

    private static final String NOT_SETTLED = """
            select encode(trace_id, 'hex') as trace_id
            from (
                (select trace_id, 1 as preference
                 from span
                 where project_id = $1 and trace_id = decode($2, 'hex')
                 limit 1)
                union all
                (select trace_id, 2
                 from span
                 where project_id = $1 and run_id = $3
                 order by start_time desc
                 limit 1)
            ) found
            order by preference
            limit 1""";

    private static final String OUTLINE_COLUMNS = """
            encode(s.span_id, 'hex') as span_id, encode(s.parent_span_id, 'hex') as parent_span_id,
            s.name, s.start_time, s.duration_nanos, s.span_type, s.service, s.status,
            -- Which agent a span belongs to can depend on its ancestors: the cost knows.
            nullif(coalesce(c.agent, s.agent), '') as agent,
            coalesce(s.response_model, s.request_model) as model, s.run_id,
            num_nonnulls(%s) > 0 as reports_usage,
            %s,
            c.billing, coalesce(c.billing = 'billed', false) as billed, c.total_usd, c.unpriced_tokens""".formatted(
                    buckets(bucket -> "s." + bucket.column()),
                    buckets(bucket -> "coalesce(s." + bucket.column() + ", 0) as " + bucket.column()));

    private static final String SPANS = """
            from span s
            left join span_cost c
                   on c.project_id = $1 and c.trace_id = decode($2, 'hex') and c.span_id = s.span_id
                  and c.start_time = s.start_time and c.start_time between $3 and $4
            where s.project_id = $1 and s.trace_id = decode($2, 'hex') and s.start_time between $3 and $4""";

    private static final String OUTLINE = "select " + OUTLINE_COLUMNS + "\n" + SPANS + """

            order by s.start_time, s.duration_nanos desc, s.span_id
            limit $5""";

    /** As many of the spans asked for as fit, at least one. What does not fit is left out before it is in memory. */
    private static final String DETAILS = """
            select * from (
                select d.*, sum(bytes) over (order by start_time, duration_nanos desc, span_id) as bytes_so_far
                from (
                    select d.*, octet_length(attributes) + octet_length(events) + octet_length(links) as bytes
                    from (
                        select %s,
                               s.kind, s.status_message, s.scope_name, s.scope_version,
                               encode(s.resource_hash, 'hex') as resource_hash,
                               s.provider, s.session_id, s.user_id, s.first_token_nanos, s.error_type, s.tool,
                               s.attributes::text as attributes,
                               coalesce(s.events, '[]')::text as events,
                               coalesce(s.links, '[]')::text as links,
                               s.normalization::text as normalization
                        %s and s.span_id = any(array(select decode(id, 'hex') from unnest($5::text[]) id))
                    ) d
                ) d
            ) d
            where bytes_so_far - bytes < $6
            order by start_time, duration_nanos desc, span_id""".formatted(OUTLINE_COLUMNS, SPANS);

    private static final String RESOURCES = """
            select encode(resource_hash, 'hex') as resource_hash, attributes::text as attributes
            from resource
            where project_id = $1 and resource_hash = any(array(select decode(hash, 'hex') from unnest($2::text[]) hash))""";

    private final ProjectDatabase database;
    private final MessageQueries messages;
    private final int maxSpans;
    private final long maxBytes;

    TraceQueries(ProjectDatabase database, MessageQueries messages, QueryConfig config) {
        this.database = database;
        this.messages = messages;
        this.maxSpans = config.maxTraceSpans();
        this.maxBytes = config.maxTraceBytes().asLongValue();
    }

    /** Fails with a problem when there is no such trace. A trace's own id comes first; of the traces of a run it is the newest. */
    Uni<TraceOutline> outline(String traceOrRunId) {
        String traceId = TraceId.isHex(traceOrRunId) ? traceOrRunId.toLowerCase(Locale.ROOT) : null;
        return settled(traceId, traceOrRunId)
                .chain(found -> found.map(trace -> Uni.createFrom().item(trace))
                        .orElseGet(() -> notSettled(traceId, traceOrRunId)))
                .chain(trace -> outline(trace, traceOrRunId));
    }

    private Uni<Optional<FoundTrace>> settled(@Nullable String traceId, String traceOrRunId) {
        return database.query(SETTLED, traceId, traceOrRunId).map(rows -> rows.stream()
                // A trace of this id that is not settled yet comes before a run of this name.
                .filter(row -> traceId == null || row.getInteger("preference") == 1)
                .map(FoundTrace::settled)
                .findFirst());
    }

    private Uni<FoundTrace> notSettled(@Nullable String traceId, String traceOrRunId) {
        return database.query(NOT_SETTLED, traceId, traceOrRunId).map(rows -> {
            if (rows.isEmpty()) {
                throw unknown(traceOrRunId);
            }
            return FoundTrace.notSettled(rows.get(0).getString("trace_id"));
        });
    }

    private Uni<TraceOutline> outline(FoundTrace trace, String traceOrRunId) {
        return database.query(OUTLINE, trace.id(), trace.from(), trace.to(), maxSpans + 1)
                .map(rows -> {
                    if (rows.isEmpty()) {
                        throw unknown(traceOrRunId);
                    }
                    return TraceOutline.of(
                            trace,
                            bounded(rows).stream().map(OutlinedSpan::from).toList());
                });
    }

    private static ProblemException unknown(String traceOrRunId) {
        return ProblemException.notFound("There is no trace and no run with the id " + traceOrRunId + ".");
    }

    private List<Row> bounded(List<Row> rows) {
        if (rows.size() > maxSpans) {
            throw ProblemException.badParameter(
                    "id",
                    "names a trace of more than " + maxSpans
                            + " spans, which is more than is put in order; observability-factory.query.max-trace-spans"
                            + " raises it");
        }
        return rows;
    }

    /** The messages of some spans that came as log records. */
    Uni<TraceMessages> messages(FoundTrace trace, List<OutlinedSpan> spans) {
        return messages.ofSpans(trace.id(), ids(spans), trace.from(), trace.to());
    }

    /** Rows of the first of the spans with what they carry, of as many as fit. */
    Uni<List<Row>> details(FoundTrace trace, List<OutlinedSpan> spans) {
        return database.query(
                DETAILS,
                trace.id(),
                utc(spans.get(0)),
                utc(spans.get(spans.size() - 1)),
                ids(spans).toArray(String[]::new),
                maxBytes);
    }

    /** Attributes of what sent the spans of some rows, as JSON by hash. */
    Uni<List<Row>> resources(List<Row> details) {
        String[] hashes = details.stream()
                .map(row -> row.getString("resource_hash"))
                .distinct()
                .toArray(String[]::new);
        return database.query(RESOURCES, (Object) hashes);
    }

    private static List<String> ids(List<OutlinedSpan> spans) {
        return spans.stream().map(span -> span.place().spanId()).toList();
    }

    private static OffsetDateTime utc(OutlinedSpan span) {
        return span.place().start().atOffset(ZoneOffset.UTC);
    }

    private static String buckets(Function<TokenBucket, String> expression) {
        return Arrays.stream(TokenBucket.values()).map(expression).collect(Collectors.joining(", "));
    }
}
