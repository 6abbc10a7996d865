package io.observabilityfactory.sdk.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An amount of money for each period of the calendar.
 *
 * @param id null for one that is not stored yet
 * @param agent whose spending counts, and so on; null for all of the project
 * @param warningShare of the amount, from which on people are warned
 * @param state how it stands in the period under way
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Budget(
        @Nullable Long id,
        String name,
        @Nullable String agent,
        @Nullable String model,
        @Nullable String user,
        @Nullable String tag,
        @Nullable String environment,
        BigDecimal amountUsd,
        @Nullable String period,
        @Nullable BigDecimal warningShare,
        @Nullable BigDecimal criticalShare,
        @Nullable List<String> recipients,
        @Nullable List<String> channels,
        @Nullable Boolean enabled,
        @Nullable State state) {

    /** What was used, what is left, and by how much it is exceeded. */
    public record State(
            Instant periodStart,
            Instant periodEnd,
            BigDecimal usedUsd,
            BigDecimal leftUsd,
            BigDecimal overUsd,
            String severity) {}
}
