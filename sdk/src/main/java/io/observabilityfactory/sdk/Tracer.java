package io.observabilityfactory.sdk;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import java.util.concurrent.Callable;

/** Records what an agent does as spans; whatever is called inside becomes part of the same trace. */
public final class Tracer {

    private static final String SCOPE = "io.observabilityfactory.sdk";

    private static volatile io.opentelemetry.api.trace.Tracer delegate =
            OpenTelemetry.noop().getTracer(SCOPE);

    private Tracer() {}

    static void use(OpenTelemetry openTelemetry) {
        delegate = openTelemetry.getTracer(SCOPE);
    }

    /**
     * Traces a run of an agent.
     *
     * @return what the work returns
     * @throws Exception what the work throws, after it was recorded on the span
     */
    public static <T> T traceAgent(String agent, Callable<T> work) throws Exception {
        try (TracedOperation run = startAgent(agent)) {
            return run.record(work);
        }
    }

    /** Starts a span that is current on this thread until it is closed. */
    public static TracedOperation startSpan(String name) {
        return new TracedOperation(delegate.spanBuilder(name).startSpan());
    }

    private static TracedOperation startAgent(String agent) {
        return new TracedOperation(delegate.spanBuilder("invoke_agent " + agent)
                .setSpanKind(SpanKind.INTERNAL)
                .setAttribute("gen_ai.operation.name", "invoke_agent")
                .setAttribute("gen_ai.agent.name", agent)
                .startSpan());
    }
}
