package io.observabilityfactory.alert.budget;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A budget as the API shows it.
 *
 * @param today how it stands; only where a single budget is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BudgetView(
        long id,
        String name,
        @Nullable String agent,
        BigDecimal amountUsd,
        BigDecimal warningShare,
        String timeZone,
        List<String> recipients,
        Instant createdAt,
        @Nullable TodayView today) {}
