package io.observabilityfactory.model.price;

import java.util.Collection;
import java.util.Comparator;
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

    /** The price in force at the start of the call; empty when the catalogue has none, which makes the usage unpriced. */
    public Optional<Price> find(ModelUse use) {
        return use.modelNames()
                .flatMap(name -> byModel.getOrDefault(name, List.of()).stream())
                .filter(price -> soldBy(price, use))
                .filter(price -> !price.validFrom().isAfter(use.at()))
                .filter(price -> price.promptTokensAbove() == 0 || price.promptTokensAbove() < use.promptTokens())
                .findFirst();
    }

    /** A call that names no provider gets a price only when there is no choice between providers. */
    private boolean soldBy(Price price, ModelUse use) {
        if (use.provider() != null) {
            return price.provider().equals(use.provider());
        }
        return byModel.get(price.model()).stream()
                .allMatch(other -> other.usdPerMillion().equals(price.usdPerMillion())
                        || other.provider().equals(price.provider()));
    }
}
