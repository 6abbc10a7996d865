package io.observabilityfactory.query.trace;

import io.observabilityfactory.model.trace.TraceId;
import io.observabilityfactory.model.usage.TokenBucket;
import io.observabilityfactory.query.QueryConfig;
import io.observabilityfactory.query.message.MessageQueries;
import io.observabilityfactory.query.project.ProjectDatabase;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads traces. */
@ApplicationScoped
class TraceQueries {

    private static final String ID_BY_TRACE_OR_RUN_ID = """
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

    private static final String OUTLINE = """
            select encode(span_id, 'hex') as span_id, encode(parent_span_id, 'hex') as parent_span_id,
                   name, start_time, duration_nanos
            from span
            where project_id = $1 and trace_id = decode($2, 'hex')
            order by start_time, duration_nanos desc, span_id
            limit $3""";

    private static final String SPANS_WITH_COST = """
            select encode(s.span_id, 'hex') as span_id, encode(s.parent_span_id, 'hex') as parent_span_id,
                   s.name, s.start_time, s.duration_nanos, s.span_type, s.service, s.status,
                   -- Which agent a span belongs to can depend on its ancestors: the cost knows.
                   nullif(coalesce(c.agent, s.agent), '') as agent,
                   coalesce(s.response_model, s.request_model) as model,
                   -- Whom a trace is for is often said on one of its spans only.
                   s.provider, coalesce(s.session_id, t.session_id) as session_id,
                   coalesce(s.user_id, t.user_id) as user_id, s.run_id, s.first_token_nanos, s.error_type, s.tool,
                   num_nonnulls(%s) > 0 as reports_usage,
                   %s,
                   c.billing, coalesce(c.billing = 'billed', false) as billed, c.total_usd, c.unpriced_tokens,
                   s.attributes::text as attributes,
                   coalesce(s.events, '[]')::text as events,
                   coalesce(s.links, '[]')::text as links,
                   s.normalization::text as normalization
            from span s
            left join span_cost c using (project_id, trace_id, span_id, start_time)
            left join trace_settlement t using (project_id, trace_id)
            where s.project_id = $1 and s.trace_id = decode($2, 'hex')
            order by s.start_time, s.duration_nanos desc, s.span_id
            limit $3""".formatted(
                    buckets(bucket -> "s." + bucket.column()),
                    buckets(bucket -> "coalesce(s." + bucket.column() + ", 0) as " + bucket.column()));

    /** Before anything of it is in memory. */
    private static final String BYTES = """
            select coalesce(sum(octet_length(attributes::text) + coalesce(octet_length(events::text), 0)
                                + coalesce(octet_length(links::text), 0)), 0)::bigint as bytes
            from (select attributes, events, links
                  from span
                  where project_id = $1 and trace_id = decode($2, 'hex')
                  limit $3) s""";

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

    Uni<Trace> trace(String traceOrRunId) {
        return traceId(traceOrRunId).call(this::requireThatItFits).chain(id -> spans(SPANS_WITH_COST, id)
                .chain(rows -> messages.ofTrace(id).map(said -> Trace.from(id, rows, said))));
    }

    /** The trace's spans without what they carry. */
    Uni<SpanForest> outline(String traceOrRunId) {
        return traceId(traceOrRunId).chain(id -> spans(OUTLINE, id)).map(TraceQueries::forest);
    }

    /** A trace's own id comes first; of the traces of a run it is the newest. */
    private Uni<String> traceId(String traceOrRunId) {
        String traceId = TraceId.isHex(traceOrRunId) ? traceOrRunId.toLowerCase(Locale.ROOT) : null;
        return database.query(ID_BY_TRACE_OR_RUN_ID, traceId, traceOrRunId).map(rows -> only(rows, traceOrRunId));
    }

    private static String only(List<Row> rows, String traceOrRunId) {
        if (rows.isEmpty()) {
            throw ProblemException.notFound("There is no trace and no run with the id " + traceOrRunId + ".");
        }
        return rows.get(0).getString("trace_id");
    }

    private Uni<List<Row>> spans(String sql, String traceId) {
        return database.query(sql, traceId, maxSpans + 1).map(this::bounded);
    }

    private List<Row> bounded(List<Row> rows) {
        if (rows.size() > maxSpans) {
            throw ProblemException.badParameter(
                    "id", "names a trace of more than " + maxSpans + " spans, which is too large to be shown");
        }
        return rows;
    }

    private Uni<Void> requireThatItFits(String traceId) {
        return database.query(BYTES, traceId, maxSpans + 1)
                .invoke(rows -> requireAtMost(maxBytes, rows.get(0).getLong("bytes")))
                .replaceWithVoid();
    }

    private static void requireAtMost(long most, long bytes) {
        if (bytes > most) {
            throw ProblemException.badParameter(
                    "id",
                    "names a trace whose attributes, events and links take " + bytes + " bytes, more than the " + most
                            + " that are shown; ask for its tree, which goes without them, or have"
                            + " observability-factory.query.max-trace-bytes raised");
        }
    }

    private static String buckets(Function<TokenBucket, String> expression) {
        return Arrays.stream(TokenBucket.values()).map(expression).collect(Collectors.joining(", "));
    }

    private static SpanForest forest(List<Row> rows) {
        return SpanForest.of(rows.stream().map(SpanOutline::from).toList());
    }
}
