package io.observabilityfactory.sdk;

import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** Makes metrics of spans that have ended. */
final class FigureProcessor implements SpanProcessor {

    private volatile AgentFigures figures = AgentFigures.of(MeterProvider.noop());

    void countIn(MeterProvider meters) {
        figures = AgentFigures.of(meters);
    }

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {
        // Only ends are looked at.
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        figures.record(span);
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
