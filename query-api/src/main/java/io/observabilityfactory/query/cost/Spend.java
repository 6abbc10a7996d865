package io.observabilityfactory.query.cost;

import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What tokens cost, as far as they have a price.
 *
 * @param pricedUsd cost of the tokens that have a price
 * @param tokens all of them
 * @param unpricedTokens those whose cost is unknown
 */
public record Spend(BigDecimal pricedUsd, long tokens, long unpricedTokens) {

    public static final Spend NONE = new Spend(BigDecimal.ZERO, 0, 0);

    /** Of a row with the columns that all sums over the rollups have. */
    public static Spend from(Row row) {
        return new Spend(row.getBigDecimal("cost_usd"), row.getLong("tokens"), row.getLong("unpriced_tokens"));
    }

    public Spend plus(Spend other) {
        return new Spend(pricedUsd.add(other.pricedUsd), tokens + other.tokens, unpricedTokens + other.unpricedTokens);
    }

    /** {@code null} when there are tokens and none of them has a price: unknown is not zero. */
    public @Nullable BigDecimal knownUsd() {
        boolean unknown = pricedUsd.signum() == 0 && unpricedTokens > 0 && unpricedTokens >= tokens;
        return unknown ? null : pricedUsd;
    }
}
