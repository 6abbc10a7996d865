package io.observabilityfactory.ingest.store;

import io.observabilityfactory.ingest.normalize.NormalizedSpan;
import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.usage.ReportedTokens;
import io.observabilityfactory.model.usage.TokenBucket;
import io.vertx.core.buffer.Buffer;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The columns of {@code span}, each with the array type it is sent as and how its value is found. */
final class SpanTable {

    /** @param cast what the column needs beyond the array's element type */
    record Column(
            String name,
            String arrayType,
            String cast,
            Function<NormalizedSpan, @Nullable Object> value,
            IntFunction<Object[]> array) {

        /** The values of all spans as the array that the database client sends. */
        Object[] values(List<NormalizedSpan> spans) {
            Object[] values = array.apply(spans.size());
            for (int i = 0; i < values.length; i++) {
                values[i] = value.apply(spans.get(i));
            }
            return values;
        }
    }

    static final List<Column> COLUMNS = columns();

    private SpanTable() {}

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(
                bytes("trace_id", span -> span.key().traceId().toBytes()),
                bytes("span_id", span -> span.key().spanId().toBytes()),
                new Column(
                        "start_time",
                        "timestamptz[]",
                        "",
                        span -> span.key().startTime().atOffset(ZoneOffset.UTC),
                        java.time.OffsetDateTime[]::new),
                bytes("parent_span_id", span -> bytesOrNull(span.parentSpanId())),
                text("name", NormalizedSpan::name),
                text("kind", NormalizedSpan::kind),
                text("span_type", span -> span.type().code()),
                text("status", span -> span.outcome().status().code()),
                text("status_message", span -> span.outcome().message()),
                text("error_type", span -> span.outcome().errorType()),
                truth("timed_out", span -> span.outcome().timedOut()),
                number("duration_nanos", NormalizedSpan::durationNanos),
                text("service", span -> span.source().resource().service()),
                text("environment", span -> span.source().resource().environment()),
                text("release", span -> span.source().resource().release()),
                text("scope_name", span -> span.source().scopeName()),
                text("scope_version", span -> span.source().scopeVersion()),
                bytes("resource_hash", span -> ResourceHash.of(span.source().resource())),
                text("provider", span -> span.modelCall().provider()),
                text("request_model", span -> span.modelCall().requestModel()),
                text("response_model", span -> span.modelCall().responseModel()),
                text("response_id", span -> span.modelCall().responseId()),
                text("finish_reason", span -> span.modelCall().finishReason()),
                text("agent", span -> span.agent().name()),
                text("agent_id", span -> span.agent().id()),
                text("agent_version", span -> span.agent().version()),
                text("tool", NormalizedSpan::tool),
                text("session_id", span -> span.context().session()),
                text("user_id", span -> span.context().user()),
                text("run_id", span -> span.context().runId()),
                truth("input_has_cached", span -> ifReported(span, ReportedTokens::inputContainsCached)),
                number("first_token_nanos", NormalizedSpan::firstTokenNanos),
                json("attributes", NormalizedSpan::attributes),
                json("events", NormalizedSpan::events),
                json("links", NormalizedSpan::links)));
        for (TokenBucket bucket : TokenBucket.values()) {
            columns.add(number(
                    bucket.column(),
                    span -> ifReported(span, tokens -> tokens.toUsage().get(bucket))));
        }
        return List.copyOf(columns);
    }

    private static Column text(String name, Function<NormalizedSpan, @Nullable Object> value) {
        return new Column(name, "text[]", "", value, String[]::new);
    }

    private static Column json(String name, Function<NormalizedSpan, @Nullable Object> value) {
        return new Column(name, "text[]", "::jsonb", value, String[]::new);
    }

    private static Column number(String name, Function<NormalizedSpan, @Nullable Object> value) {
        return new Column(name, "bigint[]", "", value, Long[]::new);
    }

    private static Column truth(String name, Function<NormalizedSpan, @Nullable Object> value) {
        return new Column(name, "boolean[]", "", value, Boolean[]::new);
    }

    private static Column bytes(String name, Function<NormalizedSpan, byte @Nullable []> value) {
        return new Column(name, "bytea[]", "", span -> buffer(value.apply(span)), Buffer[]::new);
    }

    private static @Nullable Buffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : Buffer.buffer(bytes);
    }

    private static byte @Nullable [] bytesOrNull(@Nullable SpanId id) {
        return id == null ? null : id.toBytes();
    }

    private static @Nullable Object ifReported(NormalizedSpan span, Function<ReportedTokens, Object> value) {
        return span.tokens() == null ? null : value.apply(span.tokens());
    }
}
