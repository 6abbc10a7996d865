package io.observabilityfactory.model.price;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a call costs for one bucket.
 *
 * @param usdPerUnit per million tokens, per request or rerank unit; null when there is no price
 * @param usd exact; null when there is no price
 */
public record CostLine(
        PriceBucket bucket,
        long quantity,
        @Nullable BigDecimal usdPerUnit,
        @Nullable BigDecimal usd) {

    private static final int MILLION_DIGITS = 6;

    /** Quantity x unit price, as the price lists define it; nothing is rounded. */
    static CostLine of(PriceBucket bucket, long quantity, @Nullable BigDecimal usdPerUnit) {
        if (usdPerUnit == null) {
            return new CostLine(bucket, quantity, null, null);
        }
        BigDecimal units = BigDecimal.valueOf(quantity, bucket.isTokens() ? MILLION_DIGITS : 0);
        return new CostLine(
                bucket, quantity, usdPerUnit, usdPerUnit.multiply(units).stripTrailingZeros());
    }

    public boolean isPriced() {
        return usd != null;
    }

    /** As a part of a sentence, {@code 201 input tokens at 2.5 USD per million}. */
    String told() {
        String quantityTold = bucket.count(quantity);
        if (usdPerUnit == null) {
            return quantityTold + " without a price";
        }
        return quantityTold + " at " + usdPerUnit.toPlainString() + " USD"
                + (bucket.isTokens() ? " per million" : " each");
    }
}
