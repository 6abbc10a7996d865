package io.observabilityfactory.ingest.store;

import static io.observabilityfactory.ingest.store.Column.bytes;
import static io.observabilityfactory.ingest.store.Column.json;
import static io.observabilityfactory.ingest.store.Column.number;
import static io.observabilityfactory.ingest.store.Column.numeric;
import static io.observabilityfactory.ingest.store.Column.text;
import static io.observabilityfactory.ingest.store.Column.truth;

import io.observabilityfactory.ingest.normalize.NormalizedSpan;
import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.usage.TokenBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns of {@code span}. */
final class SpanTable {

    static final RecordTable<NormalizedSpan> TABLE = RecordTable.of("traces", "span", "start_time", columns());

    private SpanTable() {}

    private static List<Column<NormalizedSpan>> columns() {
        List<Column<NormalizedSpan>> columns = new ArrayList<>(List.of(
                bytes("trace_id", span -> span.key().traceId().toBytes()),
                bytes("span_id", span -> span.key().spanId().toBytes()),
                bytes("parent_span_id", span -> bytesOrNull(span.parentSpanId())),
                text("name", NormalizedSpan::name),
                text("kind", NormalizedSpan::kind),
                text("span_type", span -> span.type().code()),
                text("status", span -> span.outcome().status().code()),
                text("status_message", span -> span.outcome().message()),
                text("error_type", span -> span.outcome().errorType()),
                truth("timed_out", span -> span.outcome().timedOut()),
                number("duration_nanos", NormalizedSpan::durationNanos),
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
                json("tags", span -> span.context().tags()),
                truth(
                        "input_has_cached",
                        span -> ifReported(
                                span, usage -> usage.disjoint().inclusion().inputContainsCached())),
                text(
                        "token_inclusion",
                        span -> ifReported(
                                span, usage -> usage.disjoint().inclusion().code())),
                number("cache_write_1h_tokens", span -> ifReported(span, NormalizedSpan.Usage::cacheWriteHour)),
                numeric(
                        "reported_cost_usd",
                        span -> span.reportedCost() == null
                                ? null
                                : span.reportedCost().toPlainString()),
                text("prompt_name", span -> span.prompt().name()),
                text("prompt_version", span -> span.prompt().version()),
                json("metadata", NormalizedSpan::metadata),
                json("normalization", NormalizedSpan::notes),
                number("first_token_nanos", NormalizedSpan::firstTokenNanos),
                json("attributes", NormalizedSpan::attributes),
                json("events", NormalizedSpan::events),
                json("links", NormalizedSpan::links),
                text("trace_state", span -> span.carried().traceState()),
                number("flags", span -> span.carried().flags()),
                number("dropped_attributes", span -> span.carried().droppedAttributes()),
                number("dropped_events", span -> span.carried().droppedEvents()),
                number("dropped_links", span -> span.carried().droppedLinks()),
                truth("cut", NormalizedSpan::cut)));
        for (TokenBucket bucket : TokenBucket.values()) {
            columns.add(number(
                    bucket.column(),
                    span -> ifReported(span, usage -> usage.tokens().get(bucket))));
        }
        return List.copyOf(columns);
    }

    private static byte @Nullable [] bytesOrNull(@Nullable SpanId id) {
        return id == null ? null : id.toBytes();
    }

    private static @Nullable Object ifReported(
            NormalizedSpan span, Function<NormalizedSpan.Usage, @Nullable Object> value) {
        return span.usage() == null ? null : value.apply(span.usage());
    }
}
