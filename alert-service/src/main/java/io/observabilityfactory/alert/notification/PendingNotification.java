package io.observabilityfactory.alert.notification;

import io.observabilityfactory.alert.evaluation.Severity;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A notification this replica has taken, with all that its text needs.
 *
 * @param attempt 1 for the first; also tells this lease from a later one
 * @param agent whose spending counts; null for the whole project's
 */
record PendingNotification(
        int projectId,
        long notificationId,
        int attempt,
        String recipient,
        String project,
        String budget,
        @Nullable String agent,
        Severity severity,
        LocalDate day,
        String timeZone,
        BigDecimal amountUsd,
        BigDecimal spentUsd,
        Instant firedAt) {

    static PendingNotification from(Row row) {
        return new PendingNotification(
                row.getInteger("project_id"),
                row.getLong("notification_id"),
                row.getInteger("attempts"),
                row.getString("recipient"),
                row.getString("project"),
                row.getString("budget"),
                row.getString("agent"),
                Severity.ofCode(row.getString("severity")),
                row.getLocalDate("day"),
                row.getString("time_zone"),
                row.getBigDecimal("amount_usd"),
                row.getBigDecimal("spent_usd"),
                row.getOffsetDateTime("fired_at").toInstant());
    }
}
