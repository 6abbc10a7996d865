package io.observabilityfactory.sdk.logging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** One JSON object a line. */
final class JsonLines extends Formatter {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> RESERVED = Set.of(
            "timestamp",
            "level",
            "logger",
            "message",
            "thread",
            "trace_id",
            "span_id",
            "error_type",
            "error_message",
            "stack_trace");

    @Override
    public String format(LogRecord record) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            write(record, json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.append('\n').toString();
    }

    private static void write(LogRecord record, JsonGenerator json) throws IOException {
        json.writeStringField("timestamp", record.getInstant().toString());
        json.writeStringField("level", Severity.of(record.getLevel()).name());
        json.writeStringField("logger", record.getLoggerName());
        json.writeStringField("message", Fields.message(record));
        json.writeStringField("thread", Thread.currentThread().getName());
        SpanContext span = Span.current().getSpanContext();
        if (span.isValid()) {
            json.writeStringField("trace_id", span.getTraceId());
            json.writeStringField("span_id", span.getSpanId());
        }
        for (Map.Entry<String, @Nullable Object> field : Fields.of(record).entrySet()) {
            json.writeFieldName(RESERVED.contains(field.getKey()) ? "field_" + field.getKey() : field.getKey());
            write(field.getValue(), json);
        }
        if (record.getThrown() != null) {
            json.writeStringField("error_type", record.getThrown().getClass().getName());
            json.writeStringField("error_message", record.getThrown().getMessage());
            json.writeStringField("stack_trace", Fields.stackTrace(record.getThrown()));
        }
    }

    private static void write(@Nullable Object value, JsonGenerator json) throws IOException {
        if (value instanceof BigDecimal || value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isFinite(number)) {
                json.writeNumber(value.toString());
                return;
            }
        }
        if (value instanceof Number number && (number instanceof Long || number instanceof Integer)) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(String.valueOf(value));
        }
    }
}
