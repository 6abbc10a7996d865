package io.observabilityfactory.query.log;

import io.observabilityfactory.model.trace.TraceId;
import io.observabilityfactory.query.project.Conditions;
import io.observabilityfactory.service.problem.ProblemException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which log records are wanted; all that is given has to hold.
 *
 * @param traceId 32 lower-case hexadecimal digits
 * @param spanId 16
 * @param leastSeverity 0 for any
 * @param pattern of {@code ilike}, for what the body or an attribute says
 */
record LogFilter(
        @Nullable String traceId,
        @Nullable String spanId,
        int leastSeverity,
        @Nullable String service,
        @Nullable String pattern) {

    private static final Pattern SPAN_ID = Pattern.compile("[0-9a-fA-F]{16}");
    private static final Pattern WILDCARD = Pattern.compile("[\\\\%_]");
    private static final int SHORTEST_TEXT = 2;
    private static final int LONGEST_TEXT = 200;

    static LogFilter parse(
            @Nullable String traceId,
            @Nullable String spanId,
            @Nullable String minSeverity,
            @Nullable String service,
            @Nullable String text) {
        if (traceId != null && !TraceId.isHex(traceId)) {
            throw ProblemException.invalid("traceId", "32 hexadecimal digits");
        }
        if (spanId != null && !SPAN_ID.matcher(spanId).matches()) {
            throw ProblemException.invalid("spanId", "16 hexadecimal digits");
        }
        if (spanId != null && traceId == null) {
            throw ProblemException.invalid("traceId", "given with spanId, as a span id alone names no span");
        }
        if (text != null && (text.length() < SHORTEST_TEXT || text.length() > LONGEST_TEXT)) {
            throw ProblemException.invalid("text", "of " + SHORTEST_TEXT + " to " + LONGEST_TEXT + " characters");
        }
        return new LogFilter(
                traceId == null ? null : traceId.toLowerCase(Locale.ROOT),
                spanId == null ? null : spanId.toLowerCase(Locale.ROOT),
                Severity.least(minSeverity),
                service,
                text == null ? null : "%" + WILDCARD.matcher(text).replaceAll("\\\\$0") + "%");
    }

    /** Whether the records are those of one trace, which an index knows. */
    boolean isOfTrace() {
        return traceId != null;
    }

    /** As conditions on {@code log_record}. */
    String sql(Conditions conditions) {
        StringBuilder sql = new StringBuilder(conditions.bound("severity_number >= ?", (short) leastSeverity));
        append(sql, conditions, "trace_id = decode(?, 'hex')", traceId);
        append(sql, conditions, "span_id = decode(?, 'hex')", spanId);
        append(sql, conditions, "service is not distinct from ?", service);
        if (pattern != null) {
            // A body that is a text is looked into as it was said, without the escapes of JSON.
            sql.append(conditions.bound(
                    " and (body #>> '{}' ilike ? or body::text ilike ? or attributes::text ilike ?) is true",
                    pattern,
                    pattern,
                    pattern));
        }
        return sql.toString();
    }

    private static void append(StringBuilder sql, Conditions conditions, String condition, @Nullable String value) {
        if (value != null) {
            sql.append(" and ").append(conditions.bound(condition, value));
        }
    }
}
