package io.observabilityfactory.sdk.cost;

import io.observabilityfactory.model.price.Cost;
import io.observabilityfactory.sdk.GenAi;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sees every span of this process and charges those that pay; one at a time, as what lies in another span has to come before that. */
final class CostProcessor implements SpanProcessor {

    /** Spans that nobody ends stay here; beyond so many no more are followed. */
    private static final int MOST_OPEN = 100_000;

    private final Map<String, OpenSpan> open = new ConcurrentHashMap<>();
    private final LocalPrices prices;
    private final Ledger ledger;
    private volatile DoubleCounter cost;

    CostProcessor(LocalPrices prices, Ledger ledger) {
        this.prices = prices;
        this.ledger = ledger;
        this.cost = counter(MeterProvider.noop());
    }

    void countIn(MeterProvider meters) {
        cost = counter(meters);
    }

    private static DoubleCounter counter(MeterProvider meters) {
        return meters.get("io.observabilityfactory.sdk")
                .counterBuilder("observability_factory.llm.cost_usd")
                .ofDoubles()
                .setDescription("What calls of models cost by local prices")
                .build();
    }

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {
        if (open.size() < MOST_OPEN) {
            SpanContext parent = span.getParentSpanContext();
            open.put(
                    span.getSpanContext().getSpanId(),
                    new OpenSpan(
                            span.getAttribute(GenAi.AGENT), parent.isValid() ? open.get(parent.getSpanId()) : null));
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        OpenSpan ended = open.remove(span.getSpanContext().getSpanId());
        if (ended != null && !ended.isPaidBelow() && ModelCall.isOne(span)) {
            pay(ended, span.getSpanContext(), ModelCall.of(span));
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    private void pay(OpenSpan place, SpanContext context, ModelCall call) {
        place.markPaid();
        if (call.responseId() == null || place.isNewResponse(call.responseId())) {
            prices.price(call, found -> charge(place, context, call, found));
        }
    }

    private void charge(OpenSpan span, SpanContext context, ModelCall call, Cost found) {
        boolean isReported = found.price().isEmpty() && call.reportedUsd() != null;
        BigDecimal usd = isReported ? call.reportedUsd() : found.totalUsd();
        long unpriced = isReported ? 0 : found.unpricedTokens();
        ledger.charge(span.agent, usd);
        span.charge(new Charge(
                context.getTraceId(), context.getSpanId(), usd, call.tokens().total(), unpriced));
        cost.add(
                usd.doubleValue(),
                Attributes.of(
                        GenAi.AGENT, span.agent == null ? "unknown" : span.agent, GenAi.REQUEST_MODEL, call.model()),
                Context.root());
    }

    /** The agent that the current span belongs to; null when there is none. */
    @Nullable
    String currentAgent() {
        OpenSpan current = open.get(Span.current().getSpanContext().getSpanId());
        return current == null ? null : current.agent;
    }

    /** The span will never end. */
    void abandon(String spanId) {
        open.remove(spanId);
    }

    /** What is charged below the span goes to {@code cost} too. */
    void track(String spanId, TrackedCost tracked) {
        OpenSpan span = open.get(spanId);
        if (span != null) {
            span.track(tracked);
        }
    }
}
