package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.TraceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A log record as it is stored.
 *
 * @param severityNumber 1 (trace) to 24 (fatal), 0 when it was not sent
 * @param body any JSON value, null when there is none
 * @param attributes JSON object
 * @param flags W3C trace flags, null when none is set
 * @param droppedAttributes left out by the sender, null when none was
 */
public record NormalizedLog(
        ContentKey key,
        NormalizedSource source,
        @Nullable Instant observedTime,
        @Nullable TraceId traceId,
        @Nullable SpanId spanId,
        int severityNumber,
        @Nullable String severityText,
        @Nullable String eventName,
        @Nullable String body,
        String attributes,
        @Nullable Long flags,
        @Nullable Long droppedAttributes,
        boolean cut)
        implements TelemetryRecord<ContentKey> {

    @Override
    public Instant time() {
        return key.time();
    }
}
