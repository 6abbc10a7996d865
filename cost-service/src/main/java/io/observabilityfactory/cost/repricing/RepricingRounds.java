package io.observabilityfactory.cost.repricing;

import io.observabilityfactory.cost.CostConfig;
import io.observabilityfactory.cost.settlement.TraceRepricing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Takes the oldest round some traces further, in one transaction: what they are charged, the rollups, what the round
 * changed and how far it is. Whoever dies leaves it to the next where it was.
 */
@ApplicationScoped
class RepricingRounds {

    private final Pool pool;
    private final TraceRepricing repricing;
    private final CostConfig config;

    RepricingRounds(Pool pool, TraceRepricing repricing, CostConfig config) {
        this.pool = pool;
        this.repricing = repricing;
        this.config = config;
    }

    /** Whether there was a round to take further. Fails with a {@link RepricingException} when it could not be taken. */
    Uni<Boolean> takeFurther() {
        return pool.withTransaction(transaction -> RepricingTable.claim(transaction)
                .chain(round -> round.map(it -> takeFurther(transaction, it))
                        .orElse(Uni.createFrom().item(false))));
    }

    private Uni<Boolean> takeFurther(SqlConnection transaction, Repricing round) {
        RepricingTally tally = new RepricingTally();
        return RepricingTable.count(transaction, round)
                .chain(() -> RepricingTable.next(transaction, round, config.tracesPerRepricing()))
                .call(traces -> repricing.reprice(
                        transaction, round.projectId(), traces.traceIds(), round, round.preview(), tally::add))
                .chain(traces -> RepricingTable.advance(transaction, round, traces, tally))
                .ifNoItem()
                .after(config.settlementTimeout())
                .fail()
                .onFailure()
                .transform(cause -> new RepricingException(round, cause))
                .replaceWith(true);
    }

    /** To be tried again, or given up after some attempts; the round tells why. */
    Uni<Void> putOff(RepricingException failure) {
        return RepricingTable.failed(pool, failure.round(), failure.getCause());
    }
}
