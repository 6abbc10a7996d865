package io.observabilityfactory.query.jaeger;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A trace as Jaeger shows it.
 *
 * @param processes what sent the spans, by the ids that spans name them with
 * @param warnings tell when spans are left out
 */
record JaegerTrace(
        @JsonProperty("traceID") String traceId,
        List<Span> spans,
        Map<String, Process> processes,
        @Nullable List<String> warnings) {

    /** @param startTime microseconds since 1970; {@code duration} in microseconds, too */
    @Schema(name = "JaegerSpan")
    record Span(
            @JsonProperty("traceID") String traceId,
            @JsonProperty("spanID") String spanId,
            int flags,
            String operationName,
            List<Reference> references,
            long startTime,
            long duration,
            List<Tag> tags,
            List<Log> logs,
            @JsonProperty("processID") String processId,
            @Nullable List<String> warnings) {}

    /** @param refType {@code CHILD_OF} or {@code FOLLOWS_FROM} */
    @Schema(name = "JaegerReference")
    record Reference(
            String refType,
            @JsonProperty("traceID") String traceId,
            @JsonProperty("spanID") String spanId) {}

    /** @param timestamp microseconds since 1970 */
    @Schema(name = "JaegerLog")
    record Log(long timestamp, List<Tag> fields) {}

    @Schema(name = "JaegerProcess")
    record Process(String serviceName, List<Tag> tags) {}

    @Schema(name = "JaegerTag")
    record Tag(String key, String type, Object value) {

        static Tag text(String key, String value) {
            return new Tag(key, "string", value);
        }
    }
}
