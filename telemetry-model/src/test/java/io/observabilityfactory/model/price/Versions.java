package io.observabilityfactory.model.price;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Price versions for tests. */
final class Versions {

    static final Instant JANUARY = Instant.parse("2025-01-01T00:00:00Z");
    static final Instant JUNE = Instant.parse("2025-06-01T00:00:00Z");

    private Versions() {}

    /** @param prices keys and figures in turn, {@code "input", "2.5"} */
    static UnitPrices prices(String... prices) {
        Map<PriceBucket, BigDecimal> usd = new EnumMap<>(PriceBucket.class);
        for (int i = 0; i < prices.length; i += 2) {
            usd.put(PriceBucket.ofKey(prices[i]).orElseThrow(), new BigDecimal(prices[i + 1]));
        }
        return UnitPrices.of(usd);
    }

    static PriceVersion version(long id, String provider, String model, Instant validFrom, String input) {
        return version(id, null, provider, model, validFrom, input);
    }

    static PriceVersion version(
            long id, Integer project, String provider, String model, Instant from, String input, String... aliases) {
        return new PriceVersion(
                id,
                project,
                provider,
                model,
                Arrays.asList(aliases),
                from,
                null,
                Rates.of(prices("input", input)),
                "test",
                null,
                null);
    }

    static PriceVersion version(long id, Rates rates) {
        return new PriceVersion(id, null, "openai", "gpt-4o", List.of(), JANUARY, null, rates, "test", null, null);
    }
}
