package io.observabilityfactory.model.price;

import io.observabilityfactory.model.usage.TokenBucket;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One immutable price version: what a provider charges for a model from an instant on, for prompts above a size.
 *
 * @param id the database's id of this version, named by every cost computed from it
 * @param provider as normalized from spans, {@code openai} for instance
 * @param model the model's name without a date suffix, see {@link ModelName}
 * @param promptTokensAbove the tier: this price holds for prompts larger than so many tokens, 0 for all
 * @param usdPerMillion unit price by bucket; a bucket that is absent is unpriced, which is not the same as free
 * @param source where the figures were published
 */
public record Price(
        long id,
        String provider,
        String model,
        Instant validFrom,
        long promptTokensAbove,
        Map<TokenBucket, BigDecimal> usdPerMillion,
        String source) {

    public Price {
        if (provider.isBlank() || model.isBlank()) {
            throw new IllegalArgumentException("a price needs a provider and a model");
        }
        if (promptTokensAbove < 0) {
            throw new IllegalArgumentException(model + ": promptTokensAbove is negative: " + promptTokensAbove);
        }
        usdPerMillion.forEach((bucket, usd) -> {
            if (usd.signum() < 0) {
                throw new IllegalArgumentException(model + ": the price of " + bucket.key() + " is negative: " + usd);
            }
        });
        // 2.50 and 2.5 are the same price, which BigDecimal.equals denies.
        usdPerMillion = usdPerMillion.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, price -> price.getValue().stripTrailingZeros()));
    }
}
