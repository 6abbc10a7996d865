package io.observabilityfactory.cost.billing;

import io.observabilityfactory.model.price.CallUsage;
import io.observabilityfactory.model.price.Cost;
import io.observabilityfactory.model.price.CostCalculator;
import io.observabilityfactory.model.price.CostSource;
import io.observabilityfactory.model.price.PriceBucket;
import io.observabilityfactory.model.price.PriceCatalogue;
import io.observabilityfactory.model.price.PriceTier;
import io.observabilityfactory.model.price.PriceVersion;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** By what the spans of a project are priced. */
public record Pricing(int projectId, PriceCatalogue catalogue, ReportedCosts reportedCosts) {

    private static final CallUsage ONE_RERANK_UNIT = CallUsage.of(Map.of(PriceBucket.RERANK_UNIT, 1L));

    /** What a span that pays for its tokens is charged. */
    Amount amount(TracedSpan span) {
        Optional<PriceVersion> price = catalogue.find(span.modelUse(projectId));
        return amount(span, CostCalculator.cost(span.callUsage(), price, span.serviceTier()));
    }

    /** What a reranker that reports no tokens is charged: providers bill it by the call. Empty when this one has no such price. */
    Optional<Amount> amountOfRerank(TracedSpan span) {
        return catalogue
                .find(span.modelUse(projectId))
                .filter(price -> price.rates().prices().get(PriceBucket.RERANK_UNIT) != null)
                .map(price ->
                        amount(span, CostCalculator.cost(ONE_RERANK_UNIT, Optional.of(price), span.serviceTier())));
    }

    private Amount amount(TracedSpan span, Cost cost) {
        BigDecimal computed = cost.totalUsd();
        CostSource source = reportedCosts.source(cost, span.reportedUsd());
        boolean isComputed = source == CostSource.COMPUTED;
        return new Amount(
                cost.price().map(PriceVersion::id).orElse(null),
                cost.tier().map(PriceTier::abovePromptTokens).orElse(null),
                cost.modifier(),
                cost.usdByBucket(),
                isComputed ? computed : Objects.requireNonNull(span.reportedUsd()),
                isComputed ? cost.unpricedTokens() : 0,
                computed,
                span.reportedUsd(),
                source);
    }
}
