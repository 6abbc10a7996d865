package io.observabilityfactory.model.price;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Multiplies what was used by unit prices, exactly: no rounding takes place anywhere. */
public final class CostCalculator {

    private CostCalculator() {}

    /**
     * The cost of a usage at the price that was found for it, all unpriced when there is none.
     *
     * @param serviceTier such as {@code batch}; the standard prices hold when the price does not know it
     */
    public static Cost cost(CallUsage usage, Optional<PriceVersion> price, @Nullable String serviceTier) {
        if (price.isEmpty()) {
            return new Cost(price, Optional.empty(), null, lines(usage, UnitPrices.NONE));
        }
        Rates rates = price.get().rates();
        Optional<PriceTier> tier = rates.tierOf(usage.promptTokens());
        String modifier = rates.modifierOf(serviceTier);
        return new Cost(price, tier, modifier, lines(usage, rates.effective(tier, modifier)));
    }

    /** A request, unlike a token, is not unpriced when it has no price: most calls are charged by tokens alone. */
    private static List<CostLine> lines(CallUsage usage, UnitPrices prices) {
        List<CostLine> lines = new ArrayList<>();
        for (PriceBucket bucket : PriceBucket.chargeable()) {
            long quantity = usage.get(bucket);
            if (quantity > 0 && (bucket != PriceBucket.REQUEST || prices.get(bucket) != null)) {
                lines.add(CostLine.of(bucket, quantity, prices.charged(bucket)));
            }
        }
        return lines;
    }
}
