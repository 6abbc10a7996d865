package io.observabilityfactory.query.savings;

import io.observabilityfactory.model.json.LenientJson;
import io.observabilityfactory.model.usage.TokenBucket;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The basic prices of a price version in USD per million tokens: without its tiers and modifiers. */
record Prices(Map<String, BigDecimal> usdPerMillion) {

    static final Prices NONE = new Prices(Map.of());

    private static final int DIGITS_OF_A_MILLION = 6;
    private static final String CACHE_WRITE = "cacheWrite5m";

    Prices {
        usdPerMillion = Map.copyOf(usdPerMillion);
    }

    /** @param rates as price versions have them, JSON; {@code null} for none */
    static Prices parse(@Nullable String rates) {
        LenientJson.Parsed parsed = rates == null ? null : LenientJson.parse(rates);
        if (parsed == null
                || !(parsed.value() instanceof Map<?, ?> json)
                || !(json.get("prices") instanceof Map<?, ?> prices)) {
            return NONE;
        }
        Map<String, BigDecimal> usd = new HashMap<>();
        prices.forEach((bucket, price) -> usd.put(String.valueOf(bucket), new BigDecimal(String.valueOf(price))));
        return new Prices(usd);
    }

    /** In USD; reasoning is billed as output unless it has a price of its own. */
    Optional<BigDecimal> ofToken(TokenBucket bucket) {
        String name = bucket == TokenBucket.CACHE_WRITE ? CACHE_WRITE : bucket.key();
        BigDecimal price = usdPerMillion.get(name);
        if (price == null && bucket == TokenBucket.REASONING) {
            price = usdPerMillion.get(TokenBucket.OUTPUT.key());
        }
        return Optional.ofNullable(price).map(it -> it.movePointLeft(DIGITS_OF_A_MILLION));
    }

    /** What tokens would cost; empty when some of them have no price here. */
    Optional<BigDecimal> cost(Map<TokenBucket, Long> tokens) {
        BigDecimal cost = BigDecimal.ZERO;
        for (Map.Entry<TokenBucket, Long> used : tokens.entrySet()) {
            if (used.getValue() > 0) {
                Optional<BigDecimal> price = ofToken(used.getKey());
                if (price.isEmpty()) {
                    return Optional.empty();
                }
                cost = cost.add(price.get().multiply(BigDecimal.valueOf(used.getValue())));
            }
        }
        return Optional.of(cost);
    }
}
