package io.observabilityfactory.cost.settlement;

import io.observabilityfactory.cost.CostConfig;
import io.observabilityfactory.cost.billing.ChargeChange;
import io.observabilityfactory.model.trace.TraceId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Charges the spans of locked traces: all at once when they fit into memory, as nearly always, and otherwise in portions. */
@ApplicationScoped
public class TraceCharging {

    private final SpanCostPartitions partitions;
    private final CostConfig config;

    TraceCharging(SpanCostPartitions partitions, CostConfig config) {
        this.partitions = partitions;
        this.config = config;
    }

    /** @param changed is told what was charged */
    Uni<Void> charge(
            SqlConnection transaction,
            TraceSettlement settlement,
            LockedTraces traces,
            Consumer<List<ChargeChange>> changed) {
        return inPortions(transaction, traces, stored -> charge(transaction, settlement, traces, stored, changed));
    }

    /** @param changed is told what would be charged */
    Uni<Void> preview(
            SqlConnection transaction,
            TraceSettlement settlement,
            LockedTraces traces,
            Consumer<List<ChargeChange>> changed) {
        return inPortions(transaction, traces, stored -> {
            stored.spansByTrace()
                    .forEach((id, spans) -> settlement.settle(spans, stored.charged(), traces.knownOf(id)));
            changed.accept(settlement.takeChanges());
            return Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> inPortions(SqlConnection transaction, LockedTraces traces, Portion portion) {
        if (traces.traceIds().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        int most = Math.min(config.spansAtOnce(), config.maxTraceSpans());
        return StoredTraces.load(transaction, traces, most + 1)
                .chain(stored ->
                        stored.rows() <= most ? portion.charge(stored) : oneByOne(transaction, traces, portion));
    }

    private Uni<Void> oneByOne(SqlConnection transaction, LockedTraces traces, Portion portion) {
        return traces.portions(transaction, config.spansAtOnce(), config.maxTraceSpans())
                .onItem()
                .transformToMulti(portions -> Multi.createFrom().iterable(portions))
                .onItem()
                .transformToUniAndConcatenate(some ->
                        StoredTraces.load(transaction, some, Integer.MAX_VALUE).chain(portion::charge))
                .collect()
                .last();
    }

    private Uni<Void> charge(
            SqlConnection transaction,
            TraceSettlement settlement,
            LockedTraces traces,
            StoredTraces stored,
            Consumer<List<ChargeChange>> changed) {
        Map<TraceId, TraceSummary> summaries = settle(settlement, traces, stored);
        List<ChargeChange> changes = settlement.takeChanges();
        changed.accept(changes);
        return partitions
                .ensureFor(changes)
                .chain(() -> SpanCostTable.write(transaction, traces.projectId(), changes))
                .chain(() -> TraceSummaries.write(transaction, traces.projectId(), summaries));
    }

    private static Map<TraceId, TraceSummary> settle(
            TraceSettlement settlement, LockedTraces traces, StoredTraces stored) {
        Map<TraceId, TraceSummary> summaries = new HashMap<>();
        stored.spansByTrace()
                .forEach((trace, spans) -> summaries.put(
                        trace,
                        TraceSummary.of(
                                traces.projectId(),
                                spans,
                                settlement.settle(spans, stored.charged(), traces.knownOf(trace)),
                                stored.facts())));
        return summaries;
    }

    private interface Portion {

        Uni<Void> charge(StoredTraces stored);
    }
}
