package io.observabilityfactory.model.price;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Unit prices: USD per million tokens, per image, request and rerank unit. A bucket that is absent is unpriced, which is not the
 * same as free.
 */
public final class UnitPrices {

    public static final UnitPrices NONE = new UnitPrices(Map.of());

    private final EnumMap<PriceBucket, BigDecimal> usd;

    private UnitPrices(Map<PriceBucket, BigDecimal> usd) {
        this.usd = new EnumMap<>(PriceBucket.class);
        // 2.50 and 2.5 are the same price, which BigDecimal.equals denies.
        usd.forEach((bucket, price) -> this.usd.put(bucket, price.stripTrailingZeros()));
    }

    /** @throws InvalidPriceException for a negative price, naming the bucket */
    public static UnitPrices of(Map<PriceBucket, BigDecimal> usd) {
        usd.forEach((bucket, price) -> {
            if (price.signum() < 0) {
                throw new InvalidPriceException(bucket.key(), "must not be negative: " + price.toPlainString());
            }
        });
        return new UnitPrices(usd);
    }

    /** Null when it is unpriced. */
    public @Nullable BigDecimal get(PriceBucket bucket) {
        return usd.get(bucket);
    }

    /**
     * What is charged for a bucket. Providers bill reasoning as output unless they say otherwise, and some price lists have
     * a name of their own for the input tokens of an embedding model.
     */
    @Nullable
    BigDecimal charged(PriceBucket bucket) {
        BigDecimal price = usd.get(bucket);
        if (price != null) {
            return price;
        }
        return switch (bucket) {
            case INPUT -> usd.get(PriceBucket.EMBEDDING);
            case REASONING -> usd.get(PriceBucket.OUTPUT);
            default -> null;
        };
    }

    public boolean isEmpty() {
        return usd.isEmpty();
    }

    /** In the order of buckets. */
    public Map<PriceBucket, BigDecimal> byBucket() {
        return Collections.unmodifiableMap(usd);
    }

    /** These, with the others in place of those that both have. */
    UnitPrices replacedBy(UnitPrices others) {
        EnumMap<PriceBucket, BigDecimal> merged = new EnumMap<>(usd);
        merged.putAll(others.usd);
        return new UnitPrices(merged);
    }

    /** The price of tokens times a factor; what is priced one by one is not discounted. */
    UnitPrices times(BigDecimal factor) {
        EnumMap<PriceBucket, BigDecimal> scaled = new EnumMap<>(usd);
        scaled.replaceAll((bucket, price) -> bucket.isTokens() ? price.multiply(factor) : price);
        return new UnitPrices(scaled);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnitPrices prices && usd.equals(prices.usd);
    }

    @Override
    public int hashCode() {
        return usd.hashCode();
    }

    @Override
    public String toString() {
        return usd.toString();
    }
}
