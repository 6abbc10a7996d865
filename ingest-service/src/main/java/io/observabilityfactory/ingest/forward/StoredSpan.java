package io.observabilityfactory.ingest.forward;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A span as OTLP again, and what it is listed under in a request.
 *
 * @param batchOrdinal which of the batches that were read it belongs to, from 1
 */
record StoredSpan(int batchOrdinal, Cursor.Position position, Source source, Span span) {

    /** Spans with the same of these are in one list. */
    record Source(
            ByteString resourceHash,
            String scopeName,
            String scopeVersion,
            @Nullable String scopeAttributes) {}

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    static StoredSpan of(Row row) {
        Cursor.Position position = new Cursor.Position(
                row.getBuffer("trace_id"), row.getBuffer("span_id"), row.getOffsetDateTime("start_time"));
        Source source = new Source(
                bytes(row.getBuffer("resource_hash")),
                textOrEmpty(row.getString("scope_name")),
                textOrEmpty(row.getString("scope_version")),
                row.getString("scope_attributes"));
        return new StoredSpan(row.getInteger("batch_ordinal"), position, source, span(row, position));
    }

    private static Span span(Row row, Cursor.Position key) {
        long start = nanos(key.startTime().toInstant());
        return Span.newBuilder()
                .setTraceId(bytes(key.traceId()))
                .setSpanId(bytes(key.spanId()))
                .setParentSpanId(bytes(row.getBuffer("parent_span_id")))
                .setName(row.getString("name"))
                .setKind(kind(row.getString("kind")))
                .setStartTimeUnixNano(start)
                .setEndTimeUnixNano(start + row.getLong("duration_nanos"))
                .setStatus(status(row.getString("status"), row.getString("status_message")))
                .addAllAttributes(StoredJson.attributes(row.getString("attributes")))
                .addAllEvents(StoredJson.events(row.getString("events")))
                .addAllLinks(StoredJson.links(row.getString("links")))
                .setTraceState(textOrEmpty(row.getString("trace_state")))
                .setFlags(numberOr0(row.getLong("flags")))
                .setDroppedAttributesCount(numberOr0(row.getLong("dropped_attributes")))
                .setDroppedEventsCount(numberOr0(row.getLong("dropped_events")))
                .setDroppedLinksCount(numberOr0(row.getLong("dropped_links")))
                .build();
    }

    private static Span.SpanKind kind(String kind) {
        return switch (kind) {
            case "internal" -> Span.SpanKind.SPAN_KIND_INTERNAL;
            case "server" -> Span.SpanKind.SPAN_KIND_SERVER;
            case "client" -> Span.SpanKind.SPAN_KIND_CLIENT;
            case "producer" -> Span.SpanKind.SPAN_KIND_PRODUCER;
            case "consumer" -> Span.SpanKind.SPAN_KIND_CONSUMER;
            default -> Span.SpanKind.SPAN_KIND_UNSPECIFIED;
        };
    }

    private static Status status(String code, @Nullable String message) {
        return Status.newBuilder()
                .setCode(Status.StatusCode.valueOf("STATUS_CODE_" + code.toUpperCase(Locale.ROOT)))
                .setMessage(textOrEmpty(message))
                .build();
    }

    static long nanos(Instant instant) {
        return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
    }

    static ByteString bytes(@Nullable Buffer buffer) {
        return buffer == null ? ByteString.EMPTY : ByteString.copyFrom(buffer.getBytes());
    }

    /** As an unsigned number of 32 bits. */
    private static int numberOr0(@Nullable Long number) {
        return number == null ? 0 : number.intValue();
    }

    private static String textOrEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
