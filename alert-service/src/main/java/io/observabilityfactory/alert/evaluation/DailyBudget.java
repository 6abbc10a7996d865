package io.observabilityfactory.alert.evaluation;

import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A budget as far as its evaluation needs it.
 *
 * @param agent whose spending counts; null for the whole project's
 */
public record DailyBudget(
        int projectId,
        long budgetId,
        @Nullable String agent,
        BigDecimal amountUsd,
        BigDecimal warningShare,
        ZoneId zone) {

    /** @throws DateTimeException when this JVM does not know the zone, as a newer one may have that stored it */
    static DailyBudget from(Row row) {
        return new DailyBudget(
                row.getInteger("project_id"),
                row.getLong("budget_id"),
                row.getString("agent"),
                row.getBigDecimal("amount_usd"),
                row.getBigDecimal("warning_share"),
                ZoneId.of(row.getString("time_zone")));
    }
}
