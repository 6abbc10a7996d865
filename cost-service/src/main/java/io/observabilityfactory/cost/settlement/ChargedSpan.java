package io.observabilityfactory.cost.settlement;

import io.observabilityfactory.cost.billing.Amount;
import io.observabilityfactory.cost.billing.Attribution;
import io.observabilityfactory.cost.billing.Charge;
import io.observabilityfactory.cost.billing.TraceContext;
import io.observabilityfactory.cost.billing.TracedSpan;
import io.observabilityfactory.model.price.Billing;
import io.observabilityfactory.model.price.CostSource;
import io.observabilityfactory.model.price.PriceBucket;
import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.SpanKey;
import io.observabilityfactory.model.trace.SpanType;
import io.observabilityfactory.model.trace.TraceId;
import io.observabilityfactory.model.usage.TokenBucket;
import io.observabilityfactory.model.usage.TokenUsage;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A stored span, and what it was charged up to now, out of a row of {@code span s} joined with {@code span_cost c}. Columns
 * are read by position: to look each up by its name would take longer than all the rest of settling.
 *
 * @param charge null when it was not charged yet
 */
record ChargedSpan(
        TracedSpan span, SpanFacts facts, @Nullable Charge charge) {

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

    /** What is selected, by the name it has here. */
    private static final Map<String, String> SELECTED = selected();

    private static final Map<String, Integer> POSITIONS = positions();

    private static final int[] TOKENS = Arrays.stream(TokenBucket.values())
            .mapToInt(bucket -> at(bucket.column()))
            .toArray();

    private static final Map<PriceBucket, Integer> AMOUNTS = PriceBucket.chargeable().stream()
            .collect(Collectors.toMap(
                    bucket -> bucket,
                    bucket -> at(bucket.usdColumn()),
                    (a, b) -> a,
                    () -> new EnumMap<>(PriceBucket.class)));

    /** What comes after {@code select}. */
    static final String COLUMNS = String.join(", ", SELECTED.values());

    private static Map<String, String> selected() {
        Map<String, String> columns = new LinkedHashMap<>();
        List.of(
                        "trace_id",
                        "span_id",
                        "start_time",
                        "parent_span_id",
                        "span_type",
                        "status",
                        "timed_out",
                        "duration_nanos",
                        "agent",
                        "provider",
                        "request_model",
                        "response_model",
                        "response_id",
                        "service",
                        "tool",
                        "scope_name",
                        "user_id",
                        "session_id",
                        "environment",
                        "release",
                        "error_type",
                        "first_token_nanos",
                        "reported_cost_usd",
                        "cache_write_1h_tokens",
                        "name",
                        "run_id")
                .forEach(column -> columns.put(column, "s." + column));
        columns.put("tags", "s.tags::text");
        columns.put(
                "service_tier",
                "case when s.input_tokens is not null then lower(coalesce("
                        + SERVICE_TIERS.stream()
                                .map(key -> "s.attributes ->> '" + key + "'")
                                .collect(Collectors.joining(", "))
                        + ")) end");
        for (TokenBucket bucket : TokenBucket.values()) {
            columns.put(bucket.column(), "s." + bucket.column());
        }
        columns.put("charged_agent", "c.agent");
        columns.put("charged_environment", "c.environment");
        List.of(
                        "billing",
                        "paid_by",
                        "price_id",
                        "price_tier",
                        "price_modifier",
                        "total_usd",
                        "unpriced_tokens",
                        "computed_usd",
                        "reported_usd",
                        "cost_source")
                .forEach(column -> columns.put(column, "c." + column));
        for (PriceBucket bucket : PriceBucket.chargeable()) {
            columns.put(bucket.usdColumn(), "c." + bucket.usdColumn());
        }
        return columns;
    }

    private static Map<String, Integer> positions() {
        Map<String, Integer> positions = new HashMap<>();
        SELECTED.keySet().forEach(column -> positions.put(column, positions.size()));
        return positions;
    }

    private static int at(String column) {
        return POSITIONS.get(column);
    }

    static ChargedSpan from(Row row) {
        return new ChargedSpan(
                tracedSpan(row),
                new SpanFacts(row.getString(at("name")), row.getString(at("run_id"))),
                row.getString(at("billing")) == null ? null : chargeOf(row));
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

    private static Charge chargeOf(Row row) {
        Amount amount = amount(row);
        // Of what a newer version decided only this is known: whether something was charged.
        Billing otherwise =
                amount.totalUsd().signum() != 0 || amount.unpricedTokens() != 0 ? Billing.BILLED : Billing.NO_USAGE;
        @Nullable Buffer paidBy = row.getBuffer(at("paid_by"));
        return new Charge(
                new Attribution(row.getString(at("charged_agent")), row.getString(at("charged_environment"))),
                Billing.ofCode(row.getString(at("billing"))).orElse(otherwise),
                paidBy == null ? null : SpanId.of(paidBy.getBytes()),
                amount);
    }

    private static Amount amount(Row row) {
        Map<PriceBucket, BigDecimal> amounts = new EnumMap<>(PriceBucket.class);
        AMOUNTS.forEach((bucket, position) -> {
            BigDecimal amount = row.getBigDecimal(position);
            if (amount != null) {
                amounts.put(bucket, amount);
            }
        });
        BigDecimal totalUsd = row.getBigDecimal(at("total_usd"));
        // Older rows have the total alone, which was computed.
        BigDecimal computedUsd = row.getBigDecimal(at("computed_usd"));
        return new Amount(
                row.getLong(at("price_id")),
                row.getLong(at("price_tier")),
                row.getString(at("price_modifier")),
                amounts,
                totalUsd,
                row.getLong(at("unpriced_tokens")),
                computedUsd == null ? totalUsd : computedUsd,
                row.getBigDecimal(at("reported_usd")),
                CostSource.ofCode(row.getString(at("cost_source"))));
    }

    private static long or0(@Nullable Long count) {
        return count == null ? 0 : count;
    }
}
