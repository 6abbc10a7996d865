package io.observabilityfactory.model.price;

import io.observabilityfactory.model.usage.TokenBucket;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a usage costs, to the last digit, and from which price version it follows.
 *
 * @param price empty when no price was found
 * @param usdByBucket amounts of the buckets that have a price
 * @param unpricedTokens tokens in buckets without a price: their cost is unknown, not zero
 */
public record Cost(Optional<Price> price, Map<TokenBucket, BigDecimal> usdByBucket, long unpricedTokens) {

    public Cost {
        // EnumMap keeps the order of buckets, whatever the order of computation.
        EnumMap<TokenBucket, BigDecimal> ordered = new EnumMap<>(TokenBucket.class);
        ordered.putAll(usdByBucket);
        usdByBucket = java.util.Collections.unmodifiableMap(ordered);
    }

    /** USD over all priced buckets. */
    public BigDecimal totalUsd() {
        return usdByBucket.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
