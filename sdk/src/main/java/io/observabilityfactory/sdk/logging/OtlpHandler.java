package io.observabilityfactory.sdk.logging;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.LoggerProvider;
import java.util.List;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** Hands records to OpenTelemetry, which sends them with the trace that is current. */
final class OtlpHandler extends Handler {

    /** What tells that sending fails is not sent. */
    private static final List<String> OWN = List.of("io.opentelemetry.", "io.observabilityfactory.sdk", "okhttp3.");

    private static final AttributeKey<String> EXCEPTION_TYPE = AttributeKey.stringKey("exception.type");
    private static final AttributeKey<String> EXCEPTION_MESSAGE = AttributeKey.stringKey("exception.message");
    private static final AttributeKey<String> STACK_TRACE = AttributeKey.stringKey("exception.stacktrace");
    private static final AttributeKey<String> THREAD = AttributeKey.stringKey("thread.name");

    private final LoggerProvider provider;

    OtlpHandler(LoggerProvider provider) {
        this.provider = provider;
    }

    @Override
    public void publish(LogRecord record) {
        String logger = record.getLoggerName() == null ? "" : record.getLoggerName();
        if (isLoggable(record) && OWN.stream().noneMatch(logger::startsWith)) {
            try {
                emit(logger, record);
            } catch (RuntimeException e) {
                reportError(null, e, ErrorManager.WRITE_FAILURE);
            }
        }
    }

    private void emit(String logger, LogRecord record) {
        Severity severity = Severity.of(record.getLevel());
        LogRecordBuilder builder = provider.get(logger)
                .logRecordBuilder()
                .setTimestamp(record.getInstant())
                .setSeverity(severity.otlp())
                .setSeverityText(severity.name())
                .setBody(Fields.message(record))
                .setAttribute(THREAD, Thread.currentThread().getName());
        Fields.of(record).forEach((key, value) -> put(builder, key, value));
        if (record.getThrown() != null) {
            builder.setAttribute(EXCEPTION_TYPE, record.getThrown().getClass().getName());
            builder.setAttribute(EXCEPTION_MESSAGE, record.getThrown().getMessage());
            builder.setAttribute(STACK_TRACE, Fields.stackTrace(record.getThrown()));
        }
        builder.emit();
    }

    private static void put(LogRecordBuilder builder, String key, Object value) {
        if (value instanceof Long || value instanceof Integer) {
            builder.setAttribute(AttributeKey.longKey(key), ((Number) value).longValue());
        } else if (value instanceof Number number) {
            builder.setAttribute(AttributeKey.doubleKey(key), number.doubleValue());
        } else if (value instanceof Boolean bool) {
            builder.setAttribute(AttributeKey.booleanKey(key), bool);
        } else if (value != null) {
            builder.setAttribute(AttributeKey.stringKey(key), value.toString());
        }
    }

    @Override
    public void flush() {
        // OpenTelemetry's processor sends in its own time, and when the integration is flushed.
    }

    @Override
    public void close() {
        // The provider is not this handler's.
    }
}
