package io.observabilityfactory.query.trace;

import io.observabilityfactory.query.project.Conditions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one single span has to be.
 *
 * @param service that sent it
 * @param name of the span
 * @param minDuration of the span, and {@code maxDuration}
 * @param tags attributes, of the span or of what sent it, with their values as text
 */
public record SpanConditions(
        @Nullable String service,
        @Nullable String name,
        @Nullable Duration minDuration,
        @Nullable Duration maxDuration,
        Map<String, String> tags) {

    public static final SpanConditions NONE = new SpanConditions(null, null, null, null, Map.of());

    public SpanConditions {
        // The order in which they are asked for makes no other statement.
        tags = new TreeMap<>(tags);
    }

    boolean isEmpty() {
        return equals(NONE);
    }

    /** Whether the rows of traces tell as much. */
    public boolean tellsOfServiceAlone() {
        return equals(new SpanConditions(service, null, null, null, Map.of()));
    }

    /** As conditions on {@code span s}; the first value of the conditions is the project. */
    String sql(Conditions conditions) {
        StringBuilder sql = new StringBuilder("true");
        append(sql, conditions, "s.service = ?", service);
        append(sql, conditions, "s.name = ?", name);
        append(sql, conditions, "s.duration_nanos >= ?", minDuration == null ? null : minDuration.toNanos());
        append(sql, conditions, "s.duration_nanos <= ?", maxDuration == null ? null : maxDuration.toNanos());
        tags.forEach((key, value) -> sql.append(" and ").append(tag(conditions, key, value)));
        return sql.toString();
    }

    private static void append(StringBuilder sql, Conditions conditions, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(" and ").append(conditions.bound(condition, value));
        }
    }

    private static String tag(Conditions conditions, String key, String value) {
        if (key.equals("error")) {
            return "(s.status = 'error') = " + conditions.bound("(? = 'true')", value);
        }
        return conditions.bound("""
                (s.attributes ->> ? = ? or exists (
                    select from resource r
                    where r.project_id = s.project_id and r.resource_hash = s.resource_hash
                      and r.attributes ->> ? = ?))""", key, value, key, value);
    }
}
