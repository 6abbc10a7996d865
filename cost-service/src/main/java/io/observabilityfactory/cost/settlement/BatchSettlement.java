package io.observabilityfactory.cost.settlement;

import io.observabilityfactory.cost.CostConfig;
import io.observabilityfactory.cost.pricing.Prices;
import io.observabilityfactory.cost.rollup.UsageTables;
import io.observabilityfactory.model.price.PriceCatalogue;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Settles the oldest waiting batches in one transaction: claim, lock the traces, charge their spans, add to the rollups,
 * mark as settled. All of it happens or nothing does, so that each span counts exactly once however often a process
 * dies, and any number of processes may work side by side.
 */
@ApplicationScoped
class BatchSettlement {

    private final Pool pool;
    private final Prices prices;
    private final UsageTables usage;
    private final int batchesPerTransaction;

    BatchSettlement(Pool pool, Prices prices, UsageTables usage, CostConfig config) {
        this.pool = pool;
        this.prices = prices;
        this.usage = usage;
        this.batchesPerTransaction = config.batchesPerTransaction();
    }

    /** How many batches were settled; 0 when none was waiting. */
    Uni<Integer> settleNext() {
        return prices.current().chain(catalogue -> pool.withTransaction(transaction -> settle(transaction, catalogue)));
    }

    private Uni<Integer> settle(SqlConnection transaction, PriceCatalogue catalogue) {
        return ClaimedBatches.claim(transaction, batchesPerTransaction)
                .chain(claimed -> claimed.map(batches -> settle(transaction, catalogue, batches)
                                .replaceWith(batches.batchIds().size()))
                        .orElse(Uni.createFrom().item(0)));
    }

    private Uni<Void> settle(SqlConnection transaction, PriceCatalogue catalogue, ClaimedBatches batches) {
        return LockedTraces.lock(transaction, batches)
                .chain(locked -> StoredTraces.load(transaction, locked))
                .map(stored -> settlementOf(stored, catalogue))
                .chain(settlement -> write(transaction, batches, settlement));
    }

    private static TraceSettlement settlementOf(StoredTraces stored, PriceCatalogue catalogue) {
        TraceSettlement settlement = new TraceSettlement(catalogue);
        stored.traces().forEach(trace -> settlement.settle(trace, stored.charged()));
        return settlement;
    }

    private Uni<Void> write(SqlConnection transaction, ClaimedBatches batches, TraceSettlement settlement) {
        return SpanCostTable.write(transaction, batches.projectId(), settlement.changedCharges())
                .chain(() -> usage.add(transaction, batches.projectId(), settlement.usageDeltas()))
                .chain(() -> batches.markSettled(transaction));
    }
}
