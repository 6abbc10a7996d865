package io.observabilityfactory.model.price;

import io.observabilityfactory.model.usage.TokenBucket;
import io.observabilityfactory.model.usage.TokenUsage;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Multiplies tokens by unit prices, exactly: no rounding takes place anywhere. */
public final class CostCalculator {

    private static final int MILLION_DIGITS = 6;

    private CostCalculator() {}

    /** The cost of a usage at the price that was found for it, all unpriced when there is none. */
    public static Cost cost(TokenUsage usage, Optional<Price> price) {
        Map<TokenBucket, BigDecimal> unitPrices =
                price.map(Price::usdPerMillion).orElse(Map.of());
        Map<TokenBucket, BigDecimal> amounts = new EnumMap<>(TokenBucket.class);
        long unpriced = 0;
        for (TokenBucket bucket : TokenBucket.values()) {
            long tokens = usage.get(bucket);
            BigDecimal usdPerMillion = unitPrices.get(bucket);
            if (tokens > 0 && usdPerMillion == null) {
                unpriced += tokens;
            } else if (tokens > 0) {
                amounts.put(bucket, amount(tokens, usdPerMillion));
            }
        }
        return new Cost(price, amounts, unpriced);
    }

    /** tokens x USD per million / 1 000 000, as the providers' price lists define it. */
    private static BigDecimal amount(long tokens, BigDecimal usdPerMillion) {
        return usdPerMillion.multiply(BigDecimal.valueOf(tokens)).movePointLeft(MILLION_DIGITS);
    }
}
