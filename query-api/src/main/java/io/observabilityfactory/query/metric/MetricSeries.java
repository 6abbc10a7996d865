package io.observabilityfactory.query.metric;

import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A metric over time.
 *
 * @param unit as it was sent; {@code null} when none was
 * @param aggregation what became of several values in one step
 * @param series one for each value of what they are grouped by; steps without a value are left out
 */
record MetricSeries(
        String name,
        @Nullable String unit,
        Instant from,
        Instant to,
        String aggregation,
        long stepSeconds,
        @Nullable String groupBy,
        List<Series> series) {

    /** @param group {@code null} when they are not grouped */
    record Series(@Nullable String group, List<Point> points) {}

    /** @param time at which the step begins */
    record Point(Instant time, BigDecimal value) {}

    static List<Series> series(List<Row> rows, boolean grouped) {
        Map<String, List<Point>> byGroup = new LinkedHashMap<>();
        rows.forEach(row -> byGroup.computeIfAbsent(row.getString("label"), label -> new ArrayList<>())
                .add(new Point(row.getOffsetDateTime("step").toInstant(), row.getBigDecimal("value"))));
        List<Series> series = new ArrayList<>();
        byGroup.forEach((label, points) -> series.add(new Series(grouped ? label : null, points)));
        return series;
    }
}
