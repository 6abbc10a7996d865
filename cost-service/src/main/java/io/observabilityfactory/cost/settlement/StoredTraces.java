package io.observabilityfactory.cost.settlement;

import io.observabilityfactory.cost.billing.Charge;
import io.observabilityfactory.cost.billing.TraceContext;
import io.observabilityfactory.cost.billing.TracedSpan;
import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.SpanKey;
import io.observabilityfactory.model.trace.TraceId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Spans of locked traces with what they were charged up to now.
 *
 * @param known what was known of each trace when that was charged
 */
record StoredTraces(
        int spans,
        Map<TraceId, List<TracedSpan>> spansByTrace,
        Map<SpanKey, SpanFacts> facts,
        Map<SpanKey, Charge> charged,
        Map<TraceId, TraceContext> known) {

    private static final String LOAD = """
            select %s
            from span s left join span_cost c using (project_id, trace_id, span_id, start_time)
            where s.project_id = $1 and s.trace_id = any($2) and s.start_time between $3 and $4
            limit $5""".formatted(ChargedSpan.COLUMNS);

    private static final String KNOWN = """
            select trace_id, user_id, session_id, environment, release, tags::text as tags
            from trace_settlement
            where project_id = $1 and trace_id = any($2)""";

    /** @param most how many spans are loaded at most; the rest is left out */
    static Uni<StoredTraces> load(SqlConnection transaction, LockedTraces traces, int most) {
        // Mapped one by one as they come, as a row takes several times the memory of what is kept of it.
        return transaction
                .preparedQuery(LOAD)
                .mapping(ChargedSpan::from)
                .execute(Tuple.of(
                        traces.projectId(), traces.traceIdArray(), traces.firstSpan(), traces.lastSpan(), most))
                .chain(rows -> known(transaction, traces).map(known -> of(rows, known)));
    }

    /** One span of a trace. */
    static Uni<StoredTraces> load(SqlConnection transaction, LockedTraces traces, SpanId spanId) {
        return transaction
                .preparedQuery(LOAD.replace("limit $5", "and s.span_id = $5 limit 1"))
                .mapping(ChargedSpan::from)
                .execute(Tuple.of(
                        traces.projectId(),
                        traces.traceIdArray(),
                        traces.firstSpan(),
                        traces.lastSpan(),
                        Buffer.buffer(spanId.toBytes())))
                .map(rows -> of(rows, Map.of()));
    }

    private static Uni<Map<TraceId, TraceContext>> known(SqlConnection transaction, LockedTraces traces) {
        return transaction
                .preparedQuery(KNOWN)
                .execute(Tuple.of(traces.projectId(), traces.traceIdArray()))
                .map(rows -> {
                    Map<TraceId, TraceContext> known = new HashMap<>();
                    rows.forEach(row -> known.put(
                            TraceId.of(row.getBuffer("trace_id").getBytes()),
                            new TraceContext(
                                    row.getString("user_id"),
                                    row.getString("session_id"),
                                    row.getString("environment"),
                                    row.getString("release"),
                                    row.getString("tags"))));
                    return known;
                });
    }

    TraceContext knownOf(TraceId trace) {
        return known.getOrDefault(trace, TraceContext.UNKNOWN);
    }

    private static StoredTraces of(RowSet<ChargedSpan> rows, Map<TraceId, TraceContext> known) {
        Map<TraceId, List<TracedSpan>> spans = new HashMap<>();
        Map<SpanKey, SpanFacts> facts = new HashMap<>();
        Map<SpanKey, Charge> charged = new HashMap<>();
        for (ChargedSpan row : rows) {
            SpanKey key = row.span().key();
            spans.computeIfAbsent(key.traceId(), id -> new ArrayList<>()).add(row.span());
            facts.put(key, row.facts());
            if (row.charge() != null) {
                charged.put(key, row.charge());
            }
        }
        return new StoredTraces(rows.size(), spans, facts, charged, known);
    }
}
