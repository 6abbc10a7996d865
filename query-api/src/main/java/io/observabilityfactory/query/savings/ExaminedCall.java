package io.observabilityfactory.query.savings;

import io.observabilityfactory.model.message.Message;
import io.observabilityfactory.model.message.MessageEvent;
import io.observabilityfactory.model.message.SpanMessages;
import io.observabilityfactory.model.trace.SpanType;
import io.observabilityfactory.model.usage.TokenBucket;
import io.observabilityfactory.query.UnknownName;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A call that was paid for.
 *
 * @param said what the model was given, all of it as one text; empty when nothing of it is kept
 * @param settings how the model was asked, temperature and so on, as far as the conventions name it
 */
record ExaminedCall(
        String traceId,
        String spanId,
        @Nullable String parentSpanId,
        Instant start,
        String agent,
        String provider,
        String model,
        boolean failed,
        Map<TokenBucket, Long> tokens,
        BigDecimal costUsd,
        Prices prices,
        String said,
        String settings) {

    /** Who asked which model: findings are about these. */
    record Pair(String agent, String provider, String model) {}

    static ExaminedCall from(Row row) {
        Map<TokenBucket, Long> tokens = new EnumMap<>(TokenBucket.class);
        Arrays.stream(TokenBucket.values()).forEach(bucket -> tokens.put(bucket, row.getLong(bucket.column())));
        String attributes = row.getString("attributes");
        SpanMessages messages =
                SpanMessages.of(SpanMessages.ToolSpan.NONE, attributes, MessageEvent.ofSpan(row.getString("events")));
        return new ExaminedCall(
                row.getString("trace_id"),
                row.getString("span_id"),
                row.getString("parent_span_id"),
                row.getOffsetDateTime("start_time").toInstant(),
                UnknownName.shown(row.getString("agent")),
                UnknownName.shown(row.getString("provider")),
                UnknownName.shown(row.getString("model")),
                row.getBoolean("failed"),
                tokens,
                row.getBigDecimal("total_usd"),
                Prices.parse(row.getString("rates")),
                messages.input().stream().map(ExaminedCall::told).collect(Collectors.joining("\n")),
                SpanType.LLM.code().equals(row.getString("span_type")) ? row.getString("settings") : "");
    }

    private static String told(Message message) {
        return message.role() + ": "
                + message.parts().stream()
                        .map(part -> String.valueOf(part.toJson()))
                        .collect(Collectors.joining());
    }

    Pair pair() {
        return new Pair(agent, provider, model);
    }

    /** Tokens that were sent, cached or not. */
    long promptTokens() {
        return tokens.entrySet().stream()
                .filter(used -> used.getKey().isPrompt())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Whether the other call asked the same model for the same. */
    boolean asksTheSame(ExaminedCall other) {
        return !said.isEmpty()
                && provider.equals(other.provider)
                && model.equals(other.model)
                && settings.equals(other.settings)
                && said.equals(other.said);
    }

    Evidence evidence() {
        return new Evidence(traceId, spanId, costUsd);
    }
}
