package io.observabilityfactory.sdk.cost;

import io.observabilityfactory.model.price.Cost;
import io.observabilityfactory.sdk.GenAi;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sees every span of this process and charges those that pay. What a span costs is reckoned a moment after it has ended, on a thread
 * of the SDK's own, or by whoever asks for a cost before that: the thread that ended it only leaves it here.
 */
final class CostProcessor implements SpanProcessor {

    private static final Logger LOG = Logger.getLogger(CostProcessor.class.getName());

    /** Spans that nobody ends stay here; beyond so many no more are followed. */
    private static final int MOST_OPEN = 100_000;

    /** Beyond so many that have ended, whoever ends the next one reckons all of them: some milliseconds, and nothing is left out. */
    private static final int MOST_ENDED = 2_048;

    /** Held by whoever reckons: what lies in another span has to come before that. */
    private final Object settling = new Object();

    private final Queue<Ended> endedCalls = new ArrayBlockingQueue<>(MOST_ENDED);
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
        if (ended != null && ModelCall.isOne(span)) {
            Ended call = new Ended(ended, span);
            if (!endedCalls.offer(call)) {
                synchronized (settling) {
                    settle();
                    settle(call);
                }
            }
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    /** A span that has ended, and where it stood. */
    private record Ended(OpenSpan place, ReadableSpan span) {}

    /** Charges all that has ended before. */
    void settle() {
        synchronized (settling) {
            for (int left = endedCalls.size(); left > 0; left--) {
                settle(endedCalls.remove());
            }
        }
    }

    private void settle(Ended ended) {
        try {
            if (!ended.place.isPaidBelow()) {
                pay(ended.place, ended.span.getSpanContext(), ModelCall.of(ended.span));
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "What a span costs cannot be told", e);
        }
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

    @Override
    public CompletableResultCode forceFlush() {
        settle();
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return forceFlush();
    }
}
