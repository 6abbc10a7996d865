package io.observabilityfactory.model.price;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the one price that applies to a call. Immutable. */
public final class PriceCatalogue {

    /** The latest version in force first, and of its tiers the highest that the prompt exceeds. */
    private static final Comparator<Price> BEST_FIRST = Comparator.comparing(Price::validFrom)
            .thenComparing(Price::promptTokensAbove)
            .reversed();

    private final Map<String, List<Price>> byModel;

    private PriceCatalogue(Map<String, List<Price>> byModel) {
        this.byModel = byModel;
    }

    public static PriceCatalogue of(Collection<Price> prices) {
        return new PriceCatalogue(prices.stream().sorted(BEST_FIRST).collect(Collectors.groupingBy(Price::model)));
    }

    /**
     * The price in force at the start of the call; empty when the catalogue has none, which makes the usage unpriced. A
     * call that does not name its provider has a price only when all who sell the model charge the same.
     */
    public Optional<Price> find(ModelUse use) {
        return use.modelNames()
                .map(name -> inForce(name, use))
                .filter(prices -> !prices.isEmpty())
                .findFirst()
                .filter(PriceCatalogue::allChargeTheSame)
                .map(prices -> prices.get(0));
    }

    /** The best price of each provider that comes into question. */
    private List<Price> inForce(String model, ModelUse use) {
        Map<String, Price> byProvider = new LinkedHashMap<>();
        byModel.getOrDefault(model, List.of()).stream()
                .filter(price -> use.provider() == null || use.provider().equals(price.provider()))
                .filter(price -> !price.validFrom().isAfter(use.at()))
                .filter(price -> price.promptTokensAbove() == 0 || price.promptTokensAbove() < use.promptTokens())
                .forEach(price -> byProvider.putIfAbsent(price.provider(), price));
        return List.copyOf(byProvider.values());
    }

    private static boolean allChargeTheSame(List<Price> prices) {
        return prices.stream().map(Price::usdPerMillion).distinct().count() == 1;
    }
}
