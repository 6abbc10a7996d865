package io.observabilityfactory.cost.settlement;

import io.observabilityfactory.cost.CostConfig;
import io.observabilityfactory.cost.billing.ChargeChange;
import io.observabilityfactory.cost.billing.Pricing;
import io.observabilityfactory.cost.pricing.Prices;
import io.observabilityfactory.cost.rollup.UsageDeltas;
import io.observabilityfactory.cost.rollup.UsageTables;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Consumer;

/** Prices traces that were settled before by the catalogue as it is now: the same locks, charges and differences. */
@ApplicationScoped
public class TraceRepricing {

    private final Prices prices;
    private final UsageTables usage;
    private final TraceCharging charging;
    private final CostConfig config;

    TraceRepricing(Prices prices, UsageTables usage, TraceCharging charging, CostConfig config) {
        this.prices = prices;
        this.usage = usage;
        this.charging = charging;
        this.config = config;
    }

    /**
     * @param anew which charges are made anew
     * @param preview whether it is only told what would change
     * @param changed is told what was charged, or would be
     */
    public Uni<Void> reprice(
            SqlConnection transaction,
            int projectId,
            List<Buffer> traceIds,
            Anew anew,
            boolean preview,
            Consumer<List<ChargeChange>> changed) {
        if (traceIds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        UsageDeltas deltas = new UsageDeltas();
        return prices.current(transaction)
                .map(catalogue ->
                        new TraceSettlement(new Pricing(projectId, catalogue, config.reportedCosts()), deltas, anew))
                .chain(settlement -> LockedTraces.lockKnown(transaction, projectId, traceIds)
                        .chain(traces -> preview
                                ? charging.preview(transaction, settlement, traces, changed)
                                : charging.charge(transaction, settlement, traces, changed)))
                .chain(() -> preview ? Uni.createFrom().voidItem() : usage.add(transaction, projectId, deltas));
    }
}
