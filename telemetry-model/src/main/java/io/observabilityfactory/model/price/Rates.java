package io.observabilityfactory.model.price;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything a provider charges for a model by one price version.
 *
 * @param tiers the largest size first
 * @param modifiers by the name of the service tier, lower case
 */
public record Rates(UnitPrices prices, List<PriceTier> tiers, Map<String, PriceModifier> modifiers) {

    public Rates {
        if (prices.isEmpty()) {
            throw new InvalidPriceException("prices", "must name a price at least");
        }
        requireDistinct(tiers);
        tiers = tiers.stream()
                .sorted(Comparator.comparing(PriceTier::abovePromptTokens).reversed())
                .toList();
        modifiers = java.util.Collections.unmodifiableMap(new TreeMap<>(modifiers));
    }

    public static Rates of(UnitPrices prices) {
        return new Rates(prices, List.of(), Map.of());
    }

    private static void requireDistinct(List<PriceTier> tiers) {
        Set<Long> sizes = new HashSet<>();
        for (PriceTier tier : tiers) {
            if (!sizes.add(tier.abovePromptTokens())) {
                throw new InvalidPriceException("tiers", "name " + tier.abovePromptTokens() + " tokens twice");
            }
        }
    }

    /** The tier that a prompt falls into; none when the basic prices hold. */
    Optional<PriceTier> tierOf(long promptTokens) {
        for (PriceTier tier : tiers) {
            if (promptTokens > tier.abovePromptTokens()) {
                return Optional.of(tier);
            }
        }
        return Optional.empty();
    }

    /** The name of the modifier of a service tier; null when the standard prices hold. */
    @Nullable
    String modifierOf(@Nullable String serviceTier) {
        return serviceTier != null && modifiers.containsKey(serviceTier) ? serviceTier : null;
    }

    /** @param modifier null for none */
    UnitPrices effective(Optional<PriceTier> tier, @Nullable String modifier) {
        UnitPrices tiered = tier.map(it -> prices.replacedBy(it.prices())).orElse(prices);
        return modifier == null ? tiered : modifiers.get(modifier).applyTo(tiered);
    }
}
