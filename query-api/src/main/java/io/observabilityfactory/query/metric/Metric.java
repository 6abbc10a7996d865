package io.observabilityfactory.query.metric;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A metric that was sent.
 *
 * @param type {@code gauge}, {@code sum}, {@code histogram} and so on
 * @param temporality {@code delta} or {@code cumulative}; {@code null} of a gauge
 * @param lastTime of its latest point
 */
record Metric(
        String name,
        @Nullable String unit,
        String type,
        @Nullable String temporality,
        Instant lastTime) {

    static Metric from(Row row) {
        return new Metric(
                row.getString("name"),
                row.getString("unit"),
                row.getString("point_type"),
                row.getString("temporality"),
                row.getOffsetDateTime("time").toInstant());
    }
}
