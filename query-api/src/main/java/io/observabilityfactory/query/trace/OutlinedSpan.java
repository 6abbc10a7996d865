package io.observabilityfactory.query.trace;

import io.observabilityfactory.query.cost.Spend;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A span without what it carries: where it stands, and its figures.
 *
 * @param spend empty unless it is billed
 */
record OutlinedSpan(
        SpanOutline place,
        String type,
        @Nullable String service,
        @Nullable String agent,
        @Nullable String model,
        String status,
        @Nullable String runId,
        @Nullable String billing,
        Optional<Spend> spend) {

    static OutlinedSpan from(Row row) {
        return new OutlinedSpan(
                SpanOutline.from(row),
                row.getString("span_type"),
                row.getString("service"),
                row.getString("agent"),
                row.getString("model"),
                row.getString("status"),
                row.getString("run_id"),
                row.getString("billing"),
                Span.spend(row));
    }
}
