package io.observabilityfactory.cost.settlement;

import io.observabilityfactory.cost.CostConfig;
import io.observabilityfactory.cost.billing.Pricing;
import io.observabilityfactory.cost.metrics.CallFigures;
import io.observabilityfactory.cost.pricing.CatalogueImport;
import io.observabilityfactory.cost.pricing.Prices;
import io.observabilityfactory.cost.rollup.UsageDeltas;
import io.observabilityfactory.cost.rollup.UsageTables;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

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
    private final TraceCharging charging;
    private final CostConfig config;

    BatchSettlement(
            Pool pool,
            CatalogueImport catalogueImport,
            Prices prices,
            UsageTables usage,
            TraceCharging charging,
            CostConfig config) {
        this.pool = pool;
        this.catalogueImport = catalogueImport;
        this.prices = prices;
        this.usage = usage;
        this.charging = charging;
        this.config = config;
    }

    /**
     * What was settled, after it was committed; no batches when none was due. Fails with a {@link SettlementException} when
     * it is these batches that could not be settled.
     *
     * @param most how many are settled
     */
    Uni<Settled> settleNext(int most) {
        return catalogueImport.ensureDone().chain(() -> pool.withTransaction(transaction -> settle(transaction, most)));
    }

    private Uni<Settled> settle(SqlConnection transaction, int most) {
        return ClaimedBatches.claim(transaction, most)
                .chain(claimed -> claimed.map(batches -> settle(transaction, batches))
                        .orElse(Uni.createFrom().item(Settled.NOTHING)));
    }

    private Uni<Settled> settle(SqlConnection transaction, ClaimedBatches batches) {
        List<CallFigures> figures = new ArrayList<>();
        return account(transaction, batches, figures)
                .ifNoItem()
                .after(config.settlementTimeout())
                .fail()
                .onFailure()
                .transform(cause -> new SettlementException(batches, cause))
                .replaceWith(() -> new Settled(batches.batchIds().size(), batches.project(), figures));
    }

    private Uni<Void> account(SqlConnection transaction, ClaimedBatches batches, List<CallFigures> figures) {
        UsageDeltas deltas = new UsageDeltas();
        return prices.current(transaction)
                .map(catalogue -> new Pricing(batches.projectId(), catalogue, config.reportedCosts()))
                .chain(pricing -> LockedTraces.lock(transaction, batches)
                        .chain(traces -> charging.charge(
                                transaction,
                                new TraceSettlement(pricing, deltas, Anew.NOTHING),
                                traces,
                                changes -> CallFigures.of(changes).forEach(figures::add))))
                .chain(() -> usage.add(transaction, batches.projectId(), deltas))
                .chain(() -> batches.markSettled(transaction));
    }

    /** @param figures of the calls in these batches */
    record Settled(int batches, String project, List<CallFigures> figures) {

        static final Settled NOTHING = new Settled(0, "", List.of());
    }
}
