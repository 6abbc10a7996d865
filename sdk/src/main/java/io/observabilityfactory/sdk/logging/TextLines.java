package io.observabilityfactory.sdk.logging;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** A line for people, with the trace in brackets. */
final class TextLines extends Formatter {

    @Override
    public String format(LogRecord record) {
        StringBuilder line = new StringBuilder()
                .append(record.getInstant())
                .append(' ')
                .append(Severity.of(record.getLevel()))
                .append(' ')
                .append(record.getLoggerName());
        SpanContext span = Span.current().getSpanContext();
        if (span.isValid()) {
            line.append(" [").append(span.getTraceId()).append(']');
        }
        line.append(' ').append(Fields.message(record));
        Map<String, @Nullable Object> fields = Fields.of(record);
        if (!fields.isEmpty()) {
            line.append(' ').append(fields);
        }
        line.append('\n');
        return record.getThrown() == null
                ? line.toString()
                : line.append(Fields.stackTrace(record.getThrown())).toString();
    }
}
