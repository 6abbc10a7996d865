package io.observabilityfactory.model.price;

/**
 * Unit prices that take the place of the basic ones for all tokens of a call whose prompt is larger than a size.
 *
 * @param prices a bucket that is absent keeps its basic price
 */
public record PriceTier(long abovePromptTokens, UnitPrices prices) {

    public PriceTier {
        if (abovePromptTokens <= 0) {
            throw new InvalidPriceException("abovePromptTokens", "must be above 0: " + abovePromptTokens);
        }
        if (prices.isEmpty()) {
            throw new InvalidPriceException("prices", "must not be empty");
        }
    }
}
