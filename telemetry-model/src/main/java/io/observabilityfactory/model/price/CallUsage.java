package io.observabilityfactory.model.price;

import io.observabilityfactory.model.usage.TokenBucket;
import io.observabilityfactory.model.usage.TokenUsage;
import java.util.Arrays;
import java.util.Map;

/** What one call used, in the units that prices are given in. */
public final class CallUsage {

    private final long[] quantities;

    private CallUsage(long[] quantities) {
        this.quantities = quantities;
    }

    /** One request of so many tokens. */
    public static CallUsage of(TokenUsage tokens) {
        return of(tokens, 0);
    }

    /**
     * One request of so many tokens.
     *
     * @param keptForAnHour so many of the tokens written to the cache; the rest is kept for five minutes
     */
    public static CallUsage of(TokenUsage tokens, long keptForAnHour) {
        long[] quantities = new long[PriceBucket.values().length];
        for (TokenBucket bucket : TokenBucket.values()) {
            quantities[PRICED_AS[bucket.ordinal()]] += tokens.get(bucket);
        }
        long hour = Math.max(0, Math.min(keptForAnHour, quantities[PriceBucket.CACHE_WRITE_5M.ordinal()]));
        quantities[PriceBucket.CACHE_WRITE_5M.ordinal()] -= hour;
        quantities[PriceBucket.CACHE_WRITE_1H.ordinal()] += hour;
        quantities[PriceBucket.REQUEST.ordinal()] = 1;
        return new CallUsage(quantities);
    }

    /**
     * One request of so much.
     *
     * @throws IllegalArgumentException for a negative quantity
     */
    public static CallUsage of(Map<PriceBucket, Long> used) {
        long[] quantities = new long[PriceBucket.values().length];
        quantities[PriceBucket.REQUEST.ordinal()] = 1;
        used.forEach((bucket, quantity) -> {
            if (quantity < 0) {
                throw new IllegalArgumentException(bucket.key() + " is negative: " + quantity);
            }
            quantities[bucket.ordinal()] = quantity;
        });
        return new CallUsage(quantities);
    }

    private static final int[] PRICED_AS = Arrays.stream(TokenBucket.values())
            .map(CallUsage::pricedAs)
            .mapToInt(PriceBucket::ordinal)
            .toArray();

    private static PriceBucket pricedAs(TokenBucket bucket) {
        return PriceBucket.ofKey(bucket.key()).orElse(PriceBucket.CACHE_WRITE_5M);
    }

    public long get(PriceBucket bucket) {
        return quantities[bucket.ordinal()];
    }

    /** The size of the prompt, cached tokens included: what providers grade their tiers by. */
    public long promptTokens() {
        long sum = 0;
        for (PriceBucket bucket : PriceBucket.values()) {
            sum += bucket.isPrompt() ? get(bucket) : 0;
        }
        return sum;
    }
}
