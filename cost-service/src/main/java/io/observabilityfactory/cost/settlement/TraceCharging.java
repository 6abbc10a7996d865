package io.observabilityfactory.cost.settlement;

import io.observabilityfactory.cost.CostConfig;
import io.observabilityfactory.cost.billing.ChargeChange;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
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
            changed.accept(settle(settlement, stored));
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
                        stored.spans() <= most ? portion.charge(stored) : oneByOne(transaction, traces, portion));
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
        List<ChargeChange> changes = settle(settlement, stored);
        changed.accept(changes);
        return partitions
                .ensureFor(changes)
                .chain(() -> SpanCostTable.write(transaction, traces.projectId(), changes))
                .chain(() -> TraceContexts.write(transaction, traces.projectId(), stored.contexts()));
    }

    private static List<ChargeChange> settle(TraceSettlement settlement, StoredTraces stored) {
        stored.traces().forEach(trace -> settlement.settle(trace, stored.charged()));
        return settlement.takeChanges();
    }

    private interface Portion {

        Uni<Void> charge(StoredTraces stored);
    }
}
