package io.observabilityfactory.alert.instance;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An alert as the API shows it.
 *
 * @param phase pending, firing, acknowledged or resolved
 * @param aspect {@code figure} of a rule; of a budget {@code spent}, {@code forecast} or {@code burn_rate}
 * @param period the first day of the period it belongs to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InstanceView(
        long id,
        long ruleId,
        String rule,
        String kind,
        String aspect,
        @Nullable String period,
        Map<String, Object> labels,
        String phase,
        @Nullable String severity,
        @Nullable BigDecimal value,
        @Nullable BigDecimal threshold,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        Instant updatedAt) {

    static final String ACKNOWLEDGED = "acknowledged";

    static InstanceView from(Row row) {
        String period = row.getString("period");
        return new InstanceView(
                row.getLong("instance_id"),
                row.getLong("rule_id"),
                row.getString("rule"),
                row.getString("kind"),
                row.getString("aspect"),
                period.isEmpty() ? null : period,
                new TreeMap<>(((JsonObject) row.getValue("labels")).getMap()),
                row.getString("shown_phase"),
                row.getString("severity"),
                row.getBigDecimal("value"),
                row.getBigDecimal("threshold"),
                time(row, "started_at"),
                time(row, "ended_at"),
                time(row, "acknowledged_at"),
                row.getString("acknowledged_by"),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
