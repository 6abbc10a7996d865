package io.observabilityfactory.cost.billing;

import io.observabilityfactory.model.price.Cost;
import io.observabilityfactory.model.price.CostCalculator;
import io.observabilityfactory.model.price.Price;
import io.observabilityfactory.model.price.PriceCatalogue;
import io.observabilityfactory.model.usage.TokenBucket;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a span was charged: as much as has to be remembered to explain it, and to take it back.
 *
 * @param priceId the price version, null when there was none or the span does not pay
 */
public record Charge(
        Attribution attribution,
        Billing billing,
        @Nullable Long priceId,
        Map<TokenBucket, BigDecimal> usdByBucket,
        BigDecimal totalUsd,
        long unpricedTokens) {

    public Charge {
        // Amounts compare equal however many zeros the database or a multiplication leaves at their end.
        totalUsd = totalUsd.stripTrailingZeros();
        usdByBucket = usdByBucket.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, amount -> amount.getValue().stripTrailingZeros()));
    }

    /**
     * What a span shall be charged. Amounts that stand are kept, so that a late span of the trace does not re-price the
     * others by versions that appeared in the meantime.
     *
     * @param before what it was charged up to now, null when it is new
     */
    public static Charge of(
            TracedSpan span,
            WhoPays.Decision decision,
            TraceContext trace,
            PriceCatalogue catalogue,
            @Nullable Charge before) {
        Attribution attribution = new Attribution(decision.agent(), environment(span, trace));
        if (before != null && before.billing == decision.billing()) {
            return before.attributedTo(attribution);
        }
        if (decision.billing() != Billing.BILLED) {
            return new Charge(attribution, decision.billing(), null, Map.of(), BigDecimal.ZERO, 0);
        }
        Cost cost = CostCalculator.cost(span.usageOrNone(), catalogue.find(span.modelUse()));
        return new Charge(
                attribution,
                decision.billing(),
                cost.price().map(Price::id).orElse(null),
                cost.usdByBucket(),
                cost.totalUsd(),
                cost.unpricedTokens());
    }

    public boolean isBilled() {
        return billing == Billing.BILLED;
    }

    private static String environment(TracedSpan span, TraceContext trace) {
        return Stream.of(span.context(), trace)
                .map(TraceContext::environment)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private Charge attributedTo(Attribution other) {
        return new Charge(other, billing, priceId, usdByBucket, totalUsd, unpricedTokens);
    }
}
