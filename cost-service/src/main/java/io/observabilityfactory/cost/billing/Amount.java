package io.observabilityfactory.cost.billing;

import io.observabilityfactory.model.price.CostSource;
import io.observabilityfactory.model.price.PriceBucket;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a span that pays is charged, and what that follows from.
 *
 * @param priceId the price version, null when there was none
 * @param tier size of the prompt above which prices held, null for the basic ones
 * @param modifier the service tier by which prices changed, null for the standard ones
 * @param totalUsd what is charged
 * @param unpricedTokens tokens whose cost is not in the total
 * @param computedUsd the sum of the amounts by bucket
 * @param reportedUsd what the client said, null when it said nothing
 * @param source which of the two is charged
 */
public record Amount(
        @Nullable Long priceId,
        @Nullable Long tier,
        @Nullable String modifier,
        Map<PriceBucket, BigDecimal> usdByBucket,
        BigDecimal totalUsd,
        long unpricedTokens,
        BigDecimal computedUsd,
        @Nullable BigDecimal reportedUsd,
        CostSource source) {

    /** Of a span that does not pay. */
    public static final Amount NOTHING =
            new Amount(null, null, null, Map.of(), BigDecimal.ZERO, 0, BigDecimal.ZERO, null, CostSource.COMPUTED);

    public Amount {
        // Amounts compare equal however many zeros the database or a multiplication leaves at their end.
        totalUsd = plain(totalUsd);
        computedUsd = plain(computedUsd);
        reportedUsd = reportedUsd == null ? null : plain(reportedUsd);
        EnumMap<PriceBucket, BigDecimal> amounts = new EnumMap<>(PriceBucket.class);
        usdByBucket.forEach((bucket, usd) -> amounts.put(bucket, plain(usd)));
        usdByBucket = Collections.unmodifiableMap(amounts);
    }

    private static BigDecimal plain(BigDecimal usd) {
        return usd.signum() == 0 ? BigDecimal.ZERO : usd.stripTrailingZeros();
    }
}
