package io.observabilityfactory.cost.settlement;

import io.observabilityfactory.cost.CostConfig;
import io.observabilityfactory.cost.billing.Charge;
import io.observabilityfactory.cost.billing.Pricing;
import io.observabilityfactory.cost.pricing.CatalogueImport;
import io.observabilityfactory.cost.pricing.Prices;
import io.observabilityfactory.cost.rollup.UsageDeltas;
import io.observabilityfactory.cost.rollup.UsageTables;
import io.observabilityfactory.model.trace.SpanKey;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Settles the oldest waiting batches in one transaction: claim, lock the traces, charge their spans, add to the rollups,
 * mark as settled. All of it happens or nothing does, so that each span counts exactly once however often a process
 * dies, and any number of processes may work side by side.
 */
@ApplicationScoped
class BatchSettlement {

    private final Pool pool;
    private final CatalogueImport catalogueImport;
    private final Prices prices;
    private final UsageTables usage;
    private final SpanCostPartitions partitions;
    private final CostConfig config;

    BatchSettlement(
            Pool pool,
            CatalogueImport catalogueImport,
            Prices prices,
            UsageTables usage,
            SpanCostPartitions partitions,
            CostConfig config) {
        this.pool = pool;
        this.catalogueImport = catalogueImport;
        this.prices = prices;
        this.usage = usage;
        this.partitions = partitions;
        this.config = config;
    }

    /**
     * How many batches were settled; 0 when none was due. Fails with a {@link SettlementException} when it is these
     * batches that could not be settled.
     *
     * @param most how many are settled
     */
    Uni<Integer> settleNext(int most) {
        return catalogueImport.ensureDone().chain(() -> pool.withTransaction(transaction -> settle(transaction, most)));
    }

    private Uni<Integer> settle(SqlConnection transaction, int most) {
        return ClaimedBatches.claim(transaction, most)
                .chain(claimed -> claimed.map(batches -> settle(transaction, batches))
                        .orElse(Uni.createFrom().item(0)));
    }

    private Uni<Integer> settle(SqlConnection transaction, ClaimedBatches batches) {
        return account(transaction, batches)
                .ifNoItem()
                .after(config.settlementTimeout())
                .fail()
                .onFailure()
                .transform(cause -> new SettlementException(batches, cause))
                .replaceWith(batches.batchIds().size());
    }

    private Uni<Void> account(SqlConnection transaction, ClaimedBatches batches) {
        UsageDeltas deltas = new UsageDeltas();
        return prices.current(transaction)
                .map(catalogue -> new Pricing(batches.projectId(), catalogue, config.reportedCosts()))
                .chain(pricing -> LockedTraces.lock(transaction, batches)
                        .chain(traces -> charge(transaction, new TraceSettlement(pricing, deltas), traces)))
                .chain(() -> usage.add(transaction, batches.projectId(), deltas))
                .chain(() -> batches.markSettled(transaction));
    }

    /** All traces at once when they fit into memory, as nearly always, and otherwise in portions. */
    private Uni<Void> charge(SqlConnection transaction, TraceSettlement settlement, LockedTraces traces) {
        int most = Math.min(config.spansAtOnce(), config.maxTraceSpans());
        return StoredTraces.load(transaction, traces, most + 1)
                .chain(stored -> stored.spans() <= most
                        ? charge(transaction, settlement, traces.projectId(), stored)
                        : chargeInPortions(transaction, settlement, traces));
    }

    private Uni<Void> chargeInPortions(SqlConnection transaction, TraceSettlement settlement, LockedTraces traces) {
        return traces.portions(transaction, config.spansAtOnce(), config.maxTraceSpans())
                .onItem()
                .transformToMulti(portions -> Multi.createFrom().iterable(portions))
                .onItem()
                .transformToUniAndConcatenate(portion -> StoredTraces.load(transaction, portion, Integer.MAX_VALUE)
                        .chain(stored -> charge(transaction, settlement, traces.projectId(), stored)))
                .collect()
                .last();
    }

    private Uni<Void> charge(
            SqlConnection transaction, TraceSettlement settlement, int projectId, StoredTraces stored) {
        stored.traces().forEach(trace -> settlement.settle(trace, stored.charged()));
        Map<SpanKey, Charge> charges = settlement.takeChangedCharges();
        return partitions
                .ensureFor(charges.keySet())
                .chain(() -> SpanCostTable.write(transaction, projectId, charges))
                .chain(() -> TraceContexts.write(transaction, projectId, stored.contexts()));
    }
}
