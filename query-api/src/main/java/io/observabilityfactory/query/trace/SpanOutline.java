package io.observabilityfactory.query.trace;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a span stands in its trace. */
record SpanOutline(String spanId, @Nullable String parentSpanId, String name, Instant start, Duration duration) {

    static SpanOutline from(Row row) {
        return new SpanOutline(
                row.getString("span_id"),
                row.getString("parent_span_id"),
                row.getString("name"),
                row.getOffsetDateTime("start_time").toInstant(),
                Duration.ofNanos(row.getLong("duration_nanos")));
    }

    Instant end() {
        return start.plus(duration);
    }
}
