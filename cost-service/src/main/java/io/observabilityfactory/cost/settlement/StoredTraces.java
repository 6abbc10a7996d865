package io.observabilityfactory.cost.settlement;

import static java.util.stream.Collectors.joining;

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
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Spans of locked traces with what they were charged up to now. */
record StoredTraces(int spans, Map<TraceId, List<TracedSpan>> spansByTrace, Map<SpanKey, Charge> charged) {

    /** Attributes that name the tier a call was served in, first match wins: as served before as asked for. */
    private static final List<String> SERVICE_TIERS = List.of(
            "openai.response.service_tier",
            "gen_ai.openai.response.service_tier",
            "gen_ai.response.service_tier",
            "gen_ai.usage.service_tier",
            "openai.request.service_tier",
            "gen_ai.openai.request.service_tier",
            "gen_ai.request.service_tier");

    private static final String LOAD = """
            select s.trace_id, s.span_id, s.start_time, s.parent_span_id, s.span_type, s.status, s.timed_out,
                   s.duration_nanos, s.agent, s.provider, s.request_model, s.response_model, s.response_id, s.service,
                   s.user_id, s.session_id, s.environment, s.release, s.tags::text as tags, %s,
                   s.error_type, s.first_token_nanos, s.reported_cost_usd,
                   coalesce(s.cache_write_1h_tokens, 0) as cache_write_1h_tokens,
                   case when s.input_tokens is not null then lower(coalesce(%s)) end as service_tier,
                   c.agent as charged_agent, c.environment as charged_environment, c.billing, c.paid_by, c.price_id,
                   c.price_tier, c.price_modifier, c.total_usd, c.unpriced_tokens, c.computed_usd, c.reported_usd,
                   c.cost_source, %s
            from span s left join span_cost c using (project_id, trace_id, span_id, start_time)
            where s.project_id = $1 and s.trace_id = any($2) and s.start_time between $3 and $4
            limit $5""".formatted(
            Arrays.stream(TokenBucket.values())
                    .map(bucket -> "s." + bucket.column())
                    .collect(joining(", ")),
            SERVICE_TIERS.stream().map(key -> "s.attributes ->> '" + key + "'").collect(joining(", ")),
            PriceBucket.chargeable().stream()
                    .map(bucket -> "c." + bucket.usdColumn())
                    .collect(joining(", ")));

    /** @param most how many spans are loaded at most; the rest is left out */
    static Uni<StoredTraces> load(SqlConnection transaction, LockedTraces traces, int most) {
        // Mapped one by one as they come, as a row takes several times the memory of what is kept of it.
        return transaction
                .preparedQuery(LOAD)
                .mapping(ChargedSpan::from)
                .execute(Tuple.of(
                        traces.projectId(), traces.traceIdArray(), traces.firstSpan(), traces.lastSpan(), most))
                .map(StoredTraces::of);
    }

    /** One span of a trace. */
    static Uni<StoredTraces> load(SqlConnection transaction, LockedTraces traces, SpanId spanId) {
        return transaction
                .preparedQuery(LOAD.replace("limit $5", "and s.span_id = $5 limit 1"))
                .mapping(ChargedSpan::from)
                .execute(Tuple.of(
                        traces.projectId(),
                        traces.traceIdArray(),
                        traces.firstSpan(),
                        traces.lastSpan(),
                        io.vertx.core.buffer.Buffer.buffer(spanId.toBytes())))
                .map(StoredTraces::of);
    }

    Collection<List<TracedSpan>> traces() {
        return spansByTrace.values();
    }

    /** What their spans say about each trace. */
    Map<TraceId, TraceContext> contexts() {
        Map<TraceId, TraceContext> contexts = new HashMap<>();
        spansByTrace.forEach((trace, spansOfTrace) -> contexts.put(trace, TraceContext.of(spansOfTrace)));
        return contexts;
    }

    private static StoredTraces of(RowSet<ChargedSpan> rows) {
        Map<TraceId, List<TracedSpan>> spans = new HashMap<>();
        Map<SpanKey, Charge> charged = new HashMap<>();
        for (ChargedSpan row : rows) {
            SpanKey key = row.span().key();
            spans.computeIfAbsent(key.traceId(), id -> new ArrayList<>()).add(row.span());
            if (row.charge() != null) {
                charged.put(key, row.charge());
            }
        }
        return new StoredTraces(rows.size(), spans, charged);
    }

    private record ChargedSpan(TracedSpan span, @Nullable Charge charge) {

        static ChargedSpan from(Row row) {
            return new ChargedSpan(
                    StoredTraces.span(row), row.getString("billing") == null ? null : StoredTraces.charge(row));
        }
    }

    private static TracedSpan span(Row row) {
        SpanKey key = new SpanKey(
                TraceId.of(row.getBuffer("trace_id").getBytes()),
                SpanId.of(row.getBuffer("span_id").getBytes()),
                row.getOffsetDateTime("start_time").toInstant());
        @Nullable Buffer parent = row.getBuffer("parent_span_id");
        return new TracedSpan(
                key,
                parent == null ? null : SpanId.of(parent.getBytes()),
                SpanType.ofCode(row.getString("span_type")),
                "error".equals(row.getString("status")),
                row.getBoolean("timed_out"),
                row.getLong("duration_nanos"),
                row.getString("agent"),
                row.getString("provider"),
                row.getString("request_model"),
                row.getString("response_model"),
                row.getString("response_id"),
                row.getString("service"),
                new TraceContext(
                        row.getString("user_id"),
                        row.getString("session_id"),
                        row.getString("environment"),
                        row.getString("release"),
                        row.getString("tags")),
                usage(row),
                row.getLong("cache_write_1h_tokens"),
                row.getString("service_tier"),
                row.getBigDecimal("reported_cost_usd"),
                row.getString("error_type"),
                row.getLong("first_token_nanos"));
    }

    private static @Nullable TokenUsage usage(Row row) {
        if (row.getLong(TokenBucket.INPUT.column()) == null) {
            return null;
        }
        Map<TokenBucket, Long> tokens = new EnumMap<>(TokenBucket.class);
        for (TokenBucket bucket : TokenBucket.values()) {
            tokens.put(bucket, row.getLong(bucket.column()));
        }
        return TokenUsage.of(tokens);
    }

    private static Charge charge(Row row) {
        Amount amount = amount(row);
        // Of what a newer version decided only this is known: whether something was charged.
        Billing otherwise =
                amount.totalUsd().signum() != 0 || amount.unpricedTokens() != 0 ? Billing.BILLED : Billing.NO_USAGE;
        @Nullable Buffer paidBy = row.getBuffer("paid_by");
        return new Charge(
                new Attribution(row.getString("charged_agent"), row.getString("charged_environment")),
                Billing.ofCode(row.getString("billing")).orElse(otherwise),
                paidBy == null ? null : SpanId.of(paidBy.getBytes()),
                amount);
    }

    private static Amount amount(Row row) {
        Map<PriceBucket, BigDecimal> amounts = new EnumMap<>(PriceBucket.class);
        for (PriceBucket bucket : PriceBucket.chargeable()) {
            BigDecimal amount = row.getBigDecimal(bucket.usdColumn());
            if (amount != null) {
                amounts.put(bucket, amount);
            }
        }
        BigDecimal totalUsd = row.getBigDecimal("total_usd");
        // Older rows have the total alone, which was computed.
        BigDecimal computedUsd = row.getBigDecimal("computed_usd");
        return new Amount(
                row.getLong("price_id"),
                row.getLong("price_tier"),
                row.getString("price_modifier"),
                amounts,
                totalUsd,
                row.getLong("unpriced_tokens"),
                computedUsd == null ? totalUsd : computedUsd,
                row.getBigDecimal("reported_usd"),
                CostSource.ofCode(row.getString("cost_source")));
    }
}
