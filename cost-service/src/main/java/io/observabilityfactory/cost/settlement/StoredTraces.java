package io.observabilityfactory.cost.settlement;

import io.observabilityfactory.cost.billing.Charge;
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
 * @param rows how many spans there are, or charges when those are more
 */
record StoredTraces(
        int rows,
        Map<TraceId, List<TracedSpan>> spansByTrace,
        Map<SpanKey, SpanFacts> facts,
        Map<SpanKey, Charge> charged) {

    private static final String OF_TRACES =
            " where project_id = $1 and trace_id = any($2) and start_time between $3 and $4";

    private static final String AT_MOST = " limit $5";

    private static final String OF_ONE_SPAN = " and span_id = $5";

    private static final String SPANS = "select " + StoredSpan.COLUMNS + " from span" + OF_TRACES;

    /** Apart from the spans, as most traces have no charges yet: to look for them span by span takes as long as to read the spans. */
    private static final String CHARGES = "select " + StoredCharge.COLUMNS + " from span_cost" + OF_TRACES;

    /** @param most how many spans and charges are loaded at most; the rest is left out */
    static Uni<StoredTraces> load(SqlConnection transaction, LockedTraces traces, int most) {
        return load(
                transaction,
                AT_MOST,
                Tuple.of(traces.projectId(), traces.traceIdArray(), traces.firstSpan(), traces.lastSpan(), most));
    }

    /** One span of a trace. */
    static Uni<StoredTraces> load(SqlConnection transaction, LockedTraces traces, SpanId spanId) {
        return load(
                transaction,
                OF_ONE_SPAN,
                Tuple.of(
                        traces.projectId(),
                        traces.traceIdArray(),
                        traces.firstSpan(),
                        traces.lastSpan(),
                        Buffer.buffer(spanId.toBytes())));
    }

    /**
     * Charges first: whoever deletes what is too old deletes spans before their charges, so that no span is found whose charge was not.
     * Rows are mapped one by one as they come, as they take several times the memory of what is kept of them.
     */
    private static Uni<StoredTraces> load(SqlConnection transaction, String which, Tuple parameters) {
        return transaction
                .preparedQuery(CHARGES + which)
                .mapping(StoredCharge::from)
                .execute(parameters)
                .chain(charges -> transaction
                        .preparedQuery(SPANS + which)
                        .mapping(StoredSpan::from)
                        .execute(parameters)
                        .map(spans -> of(spans, charges)));
    }

    private static StoredTraces of(RowSet<StoredSpan> rows, RowSet<StoredCharge> charges) {
        Map<TraceId, List<TracedSpan>> spans = new HashMap<>();
        Map<SpanKey, SpanFacts> facts = new HashMap<>();
        for (StoredSpan row : rows) {
            SpanKey key = row.span().key();
            spans.computeIfAbsent(key.traceId(), id -> new ArrayList<>()).add(row.span());
            facts.put(key, row.facts());
        }
        Map<SpanKey, Charge> charged = new HashMap<>();
        charges.forEach(row -> charged.put(row.key(), row.charge()));
        return new StoredTraces(Math.max(rows.size(), charges.size()), spans, facts, charged);
    }
}
