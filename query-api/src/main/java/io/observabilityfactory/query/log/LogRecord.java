package io.observabilityfactory.query.log;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A log record; what is unknown is {@code null}.
 *
 * @param severity as its sender calls it
 * @param severityNumber from 1, the least severe, to 24; 0 for none
 * @param body JSON as it is stored, often a text; {@code attributes} likewise
 * @param cut whether something was left out of it, as it was past a limit
 */
record LogRecord(
        Instant time,
        @Nullable String severity,
        int severityNumber,
        @Nullable String eventName,
        @Nullable String service,
        @Nullable String environment,
        @Nullable String release,
        @Nullable String traceId,
        @Nullable String spanId,

        @JsonRawValue @Schema(type = SchemaType.OBJECT) @Nullable
        String body,

        @JsonRawValue @Schema(type = SchemaType.OBJECT) String attributes,
        boolean cut) {

    /** What {@link #from} needs of {@code log_record}, and the key of the row. */
    static final String COLUMNS = """
            time, encode(record_hash, 'hex') as record_hash, severity_text, severity_number,
            coalesce(event_name, attributes ->> 'event.name') as event_name, service, environment, release,
            encode(trace_id, 'hex') as trace_id, encode(span_id, 'hex') as span_id,
            body::text as body, attributes::text as attributes, cut""";

    static LogRecord from(Row row) {
        return new LogRecord(
                row.getOffsetDateTime("time").toInstant(),
                row.getString("severity_text"),
                row.getShort("severity_number"),
                row.getString("event_name"),
                row.getString("service"),
                row.getString("environment"),
                row.getString("release"),
                row.getString("trace_id"),
                row.getString("span_id"),
                row.getString("body"),
                row.getString("attributes"),
                row.getBoolean("cut"));
    }
}
