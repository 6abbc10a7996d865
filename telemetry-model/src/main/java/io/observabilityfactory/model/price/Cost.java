package io.observabilityfactory.model.price;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a usage costs, to the last digit, and why.
 *
 * @param price empty when no price was found
 * @param tier the tier by prompt size that held, empty for the basic prices
 * @param modifier the service tier by which prices changed, null for the standard ones
 * @param lines by bucket that was used; those without a price have no amount: their cost is unknown, not zero
 */
public record Cost(
        Optional<PriceVersion> price,
        Optional<PriceTier> tier,
        @Nullable String modifier,
        List<CostLine> lines) {

    public Cost {
        lines = List.copyOf(lines);
    }

    /** USD over all priced buckets. */
    public BigDecimal totalUsd() {
        BigDecimal total = BigDecimal.ZERO;
        for (CostLine line : lines) {
            total = line.usd() == null ? total : total.add(line.usd());
        }
        return total.signum() == 0 ? BigDecimal.ZERO : total.stripTrailingZeros();
    }

    /** Amounts of the buckets that have a price. */
    public Map<PriceBucket, BigDecimal> usdByBucket() {
        EnumMap<PriceBucket, BigDecimal> amounts = new EnumMap<>(PriceBucket.class);
        for (CostLine line : lines) {
            if (line.usd() != null) {
                amounts.put(line.bucket(), line.usd());
            }
        }
        return Collections.unmodifiableMap(amounts);
    }

    /** Tokens in buckets without a price. */
    public long unpricedTokens() {
        long tokens = 0;
        for (CostLine line : lines) {
            tokens += !line.isPriced() && line.bucket().isTokens() ? line.quantity() : 0;
        }
        return tokens;
    }

    /** Why it costs this much, as a sentence. */
    public String sentence() {
        if (lines.isEmpty()) {
            return "Nothing was used that has a price.";
        }
        String used = lines.stream().map(CostLine::told).collect(joining(" + "));
        return price.map(version -> totalUsd().toPlainString() + " USD = " + used + ", by price version " + version.id()
                        + " (" + version.told() + ")" + circumstances(version) + ".")
                .orElse("The cost is unknown: there is no price for " + quantities() + ".");
    }

    private String quantities() {
        return lines.stream().map(line -> line.bucket().count(line.quantity())).collect(joining(" + "));
    }

    private String circumstances(PriceVersion version) {
        String size = tier.map(it -> ", its tier of prompts above " + it.abovePromptTokens() + " tokens")
                .orElse("");
        return modifier == null
                ? size
                : size + ", service tier " + modifier + " ("
                        + version.rates().modifiers().get(modifier).told() + ")";
    }
}
