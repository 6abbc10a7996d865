package io.observabilityfactory.sdk;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Makes metrics of spans that have ended. */
final class FigureProcessor implements SpanProcessor {

    private static final Logger LOG = Logger.getLogger(FigureProcessor.class.getName());

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
        try {
            Enabled.current().figures().record(span);
        } catch (RuntimeException e) {
            // OpenTelemetry would let it through to whoever ends the span.
            LOG.log(Level.WARNING, "A span cannot be counted in metrics", e);
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
