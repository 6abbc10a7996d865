package io.observabilityfactory.cost.settlement;

import io.observabilityfactory.cost.billing.TraceContext;
import io.observabilityfactory.cost.billing.TracedSpan;
import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.SpanKey;
import io.observabilityfactory.model.trace.SpanType;
import io.observabilityfactory.model.trace.TraceId;
import io.observabilityfactory.model.usage.TokenBucket;
import io.observabilityfactory.model.usage.TokenUsage;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What settling needs of a span, out of a row of {@code span}. */
record StoredSpan(TracedSpan span, SpanFacts facts) {

    /** Attributes that name the tier a call was served in, first match wins: as served before as asked for. */
    private static final List<String> SERVICE_TIERS = List.of(
            "openai.response.service_tier",
            "gen_ai.openai.response.service_tier",
            "gen_ai.response.service_tier",
            "anthropic.response.service_tier",
            "gen_ai.usage.service_tier",
            "openai.request.service_tier",
            "gen_ai.openai.request.service_tier",
            "gen_ai.request.service_tier");

    private static final SelectedColumns SELECTED = new SelectedColumns()
            .columns("trace_id", "span_id", "start_time", "parent_span_id", "span_type", "status", "timed_out")
            .columns("duration_nanos", "agent", "provider", "request_model", "response_model", "response_id", "service")
            .columns("tool", "scope_name", "user_id", "session_id", "environment", "release", "error_type")
            .columns("first_token_nanos", "reported_cost_usd", "cache_write_1h_tokens", "name", "run_id")
            .expression("tags", "tags::text")
            .expression("service_tier", serviceTier())
            .columns(
                    Arrays.stream(TokenBucket.values()).map(TokenBucket::column).toArray(String[]::new));

    /** What comes after {@code select}. */
    static final String COLUMNS = SELECTED.sql();

    private static final int[] TOKENS = Arrays.stream(TokenBucket.values())
            .mapToInt(bucket -> at(bucket.column()))
            .toArray();

    private static String serviceTier() {
        return SERVICE_TIERS.stream()
                .map(key -> "attributes ->> '" + key + "'")
                .collect(Collectors.joining(", ", "case when input_tokens is not null then lower(coalesce(", ")) end"));
    }

    private static int at(String column) {
        return SELECTED.at(column);
    }

    static StoredSpan from(Row row) {
        return new StoredSpan(tracedSpan(row), new SpanFacts(row.getString(at("name")), row.getString(at("run_id"))));
    }

    private static TracedSpan tracedSpan(Row row) {
        SpanKey key = new SpanKey(
                TraceId.of(row.getBuffer(at("trace_id")).getBytes()),
                SpanId.of(row.getBuffer(at("span_id")).getBytes()),
                row.getOffsetDateTime(at("start_time")).toInstant());
        @Nullable Buffer parent = row.getBuffer(at("parent_span_id"));
        return new TracedSpan(
                key,
                parent == null ? null : SpanId.of(parent.getBytes()),
                SpanType.ofCode(row.getString(at("span_type"))),
                "error".equals(row.getString(at("status"))),
                row.getBoolean(at("timed_out")),
                row.getLong(at("duration_nanos")),
                row.getString(at("agent")),
                row.getString(at("provider")),
                row.getString(at("request_model")),
                row.getString(at("response_model")),
                row.getString(at("response_id")),
                row.getString(at("service")),
                row.getString(at("tool")),
                row.getString(at("scope_name")),
                new TraceContext(
                        row.getString(at("user_id")),
                        row.getString(at("session_id")),
                        row.getString(at("environment")),
                        row.getString(at("release")),
                        row.getString(at("tags"))),
                usage(row),
                or0(row.getLong(at("cache_write_1h_tokens"))),
                row.getString(at("service_tier")),
                row.getBigDecimal(at("reported_cost_usd")),
                row.getString(at("error_type")),
                row.getLong(at("first_token_nanos")));
    }

    private static @Nullable TokenUsage usage(Row row) {
        if (row.getLong(TOKENS[TokenBucket.INPUT.ordinal()]) == null) {
            return null;
        }
        Map<TokenBucket, Long> tokens = new EnumMap<>(TokenBucket.class);
        for (TokenBucket bucket : TokenBucket.values()) {
            tokens.put(bucket, row.getLong(TOKENS[bucket.ordinal()]));
        }
        return TokenUsage.of(tokens);
    }

    private static long or0(@Nullable Long count) {
        return count == null ? 0 : count;
    }
}
