package io.observabilityfactory.ingest.normalize;

import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events and links of a span as JSON arrays. */
final class SpanJson {

    /** Events of the conventions carry what was said, under keys that mean something else elsewhere. */
    private static final String GEN_AI = "gen_ai.";

    private static final String DROPPED_ATTRIBUTES = "droppedAttributesCount";

    private SpanJson() {}

    static @Nullable String events(JsonText json, List<Span.Event> events) {
        return events.isEmpty() ? null : JsonText.write(out -> writeEvents(out, json, events));
    }

    static @Nullable String links(JsonText json, List<Span.Link> links) {
        return links.isEmpty() ? null : JsonText.write(out -> writeLinks(out, json, links));
    }

    private static void writeEvents(JsonGenerator out, JsonText json, List<Span.Event> events) throws IOException {
        out.writeStartArray();
        for (Span.Event event : events) {
            out.writeStartObject();
            out.writeStringField("name", StorableText.of(event.getName()));
            out.writeStringField(
                    "time", UnixNanos.toInstant(event.getTimeUnixNano()).toString());
            out.writeFieldName("attributes");
            if (event.getName().startsWith(GEN_AI)) {
                json.writeMessage(out, event.getAttributesList());
            } else {
                json.writeAttributes(out, event.getAttributesList());
            }
            writeCount(out, DROPPED_ATTRIBUTES, event.getDroppedAttributesCount());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeLinks(JsonGenerator out, JsonText json, List<Span.Link> links) throws IOException {
        out.writeStartArray();
        for (Span.Link link : links) {
            out.writeStartObject();
            out.writeStringField(
                    "traceId", HexFormat.of().formatHex(link.getTraceId().toByteArray()));
            out.writeStringField(
                    "spanId", HexFormat.of().formatHex(link.getSpanId().toByteArray()));
            out.writeFieldName("attributes");
            json.writeAttributes(out, link.getAttributesList());
            if (!link.getTraceState().isEmpty()) {
                out.writeStringField("traceState", StorableText.dimension(StorableText.of(link.getTraceState())));
            }
            writeCount(out, "flags", link.getFlags());
            writeCount(out, DROPPED_ATTRIBUTES, link.getDroppedAttributesCount());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** An unsigned number of 32 bits; what is 0 was not sent. */
    private static void writeCount(JsonGenerator out, String field, int count) throws IOException {
        if (count != 0) {
            out.writeNumberField(field, Integer.toUnsignedLong(count));
        }
    }
}
