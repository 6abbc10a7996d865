package io.observabilityfactory.query.savings;

import java.math.BigDecimal;
import java.util.List;

/**
 * Something that money could be saved by.
 *
 * @param kind {@code failures}, {@code retries}, {@code repetitions}, {@code caching} or {@code cheaper_model}
 * @param amountUsd of the range; amounts of different kinds may be about the same call
 * @param estimated whether the amount rests on an assumption, which {@code explanation} tells, or was paid to the last digit
 * @param calls how many are concerned
 * @param evidence some of them, at most ten
 */
record Finding(
        String kind,
        String agent,
        String model,
        BigDecimal amountUsd,
        boolean estimated,
        long calls,
        String explanation,
        List<Evidence> evidence) {}
