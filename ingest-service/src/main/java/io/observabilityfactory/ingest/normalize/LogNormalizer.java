package io.observabilityfactory.ingest.normalize;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reduces OTLP log records to the columns they are stored in. */
public final class LogNormalizer {

    private static final String PLAIN_BODY = "body";
    private static final String GEN_AI = "gen_ai.";
    private static final byte[] LOG = {};
    private static final int LARGEST_SEVERITY = 24;

    private LogNormalizer() {}

    public static NormalizedExport<NormalizedLog> normalize(
            ExportLogsServiceRequest request, RecordRules rules, Instant now) {
        List<NormalizedLog> logs = new ArrayList<>();
        List<Rejection> rejections = new ArrayList<>();
        for (ResourceLogs resourceLogs : request.getResourceLogsList()) {
            NormalizedResource resource = Sources.resource(resourceLogs.getResource(), rules);
            for (ScopeLogs scopeLogs : resourceLogs.getScopeLogsList()) {
                NormalizedSource source = Sources.source(resource, scopeLogs.getScope(), rules);
                for (LogRecord log : scopeLogs.getLogRecordsList()) {
                    Instant time = time(log, now);
                    rules.times()
                            .objection("time", time, now)
                            .ifPresentOrElse(
                                    reason -> rejections.add(new Rejection(reason, log.toByteArray())),
                                    () -> logs.add(log(log, time, source, rules)));
                }
            }
        }
        return new NormalizedExport<>(logs, rejections);
    }

    /** A record that does not know when it happened is filed by when it was seen. */
    private static Instant time(LogRecord log, Instant now) {
        if (log.getTimeUnixNano() != 0) {
            return UnixNanos.toStoredInstant(log.getTimeUnixNano());
        }
        return observed(log).orElse(now.truncatedTo(java.time.temporal.ChronoUnit.MICROS));
    }

    private static Optional<Instant> observed(LogRecord log) {
        return log.getObservedTimeUnixNano() == 0
                ? Optional.empty()
                : Optional.of(UnixNanos.toStoredInstant(log.getObservedTimeUnixNano()));
    }

    private static NormalizedLog log(LogRecord log, Instant time, NormalizedSource source, RecordRules rules) {
        JsonText json = new JsonText(rules);
        @Nullable String eventName = eventName(log);
        boolean isMessage = eventName != null && eventName.startsWith(GEN_AI);
        String attributes =
                isMessage ? json.message(log.getAttributesList()) : json.attributes(log.getAttributesList());
        @Nullable
        String body = log.hasBody() ? json.value(log.getBody(), isMessage ? JsonText.CONTENT : PLAIN_BODY) : null;
        return new NormalizedLog(
                ContentKey.of(time, source, LOG, log.toByteArray()),
                source,
                observed(log).orElse(null),
                WireIds.traceIdOrNull(log.getTraceId()),
                WireIds.spanIdOrNull(log.getSpanId()),
                Math.min(Math.max(log.getSeverityNumberValue(), 0), LARGEST_SEVERITY),
                Sources.textOrNull(log.getSeverityText()),
                eventName,
                body,
                attributes,
                Sources.numberOrNull(log.getFlags()),
                Sources.numberOrNull(log.getDroppedAttributesCount()),
                json.cut());
    }

    /** A field of its own today, an attribute in older clients. */
    private static @Nullable String eventName(LogRecord log) {
        @Nullable String name = Sources.textOrNull(log.getEventName());
        return name != null
                ? name
                : StorableText.dimension(GenAiFields.EVENT_NAME.in(Attributes.of(log.getAttributesList())));
    }
}
