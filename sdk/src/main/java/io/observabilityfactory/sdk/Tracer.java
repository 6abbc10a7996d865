package io.observabilityfactory.sdk;

import io.observabilityfactory.sdk.query.NotFoundException;
import io.observabilityfactory.sdk.query.QueryException;
import io.observabilityfactory.sdk.query.Trace;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;

/**
 * Records what an agent does as spans; whatever is called inside becomes part of the same trace.
 *
 * <pre>{@code
 * Tracer.traceAgent("math_agent", () -> trainMathAgent(config));
 *
 * try (var span = Tracer.startSpan("custom_operation")) {
 *     span.setAttribute("user_id", "user_001");
 * }
 *
 * for (var span : Tracer.getTrace("training_job_001").spans()) {
 *     System.out.println(span.name() + " " + span.durationMs());
 * }
 * }</pre>
 *
 * <p>Context follows calls on the same thread. To take it to another, wrap what runs there with OpenTelemetry's own means:
 * {@code Context.taskWrapping(executor)} for executors, {@code Context.current().wrap(runnable)} for threads.
 */
public final class Tracer {

    private Tracer() {}

    /**
     * Traces a run of an agent. Should the result be a {@link java.util.concurrent.CompletionStage}, a Mutiny {@code Uni} or a
     * Reactor {@code Mono}, the run ends when that does.
     *
     * @return what the work returns
     * @throws X what the work throws, after it was recorded on the span
     */
    public static <T, X extends Exception> T traceAgent(String agent, Work<T, X> work) throws X {
        return agent(agent).call(work);
    }

    /**
     * Traces a run of an agent that gives no result.
     *
     * @throws X what the action throws, after it was recorded on the span
     */
    public static <X extends Exception> void traceAgent(String agent, Work.Action<X> action) throws X {
        agent(agent).run(action);
    }

    /** Starts a span that is current on this thread until it is closed. */
    public static TracedOperation startSpan(String name) {
        return span(name).start();
    }

    /**
     * Starts the call of a model; its tokens are told by {@link TracedOperation#recordUsage}. Client libraries that are
     * instrumented do this by themselves.
     *
     * @param provider as OpenTelemetry names it, {@code openai} or {@code anthropic} for instance
     */
    public static TracedOperation startModelCall(String provider, String model) {
        return modelCall(provider, model).start();
    }

    /** Starts the execution of a tool. */
    public static TracedOperation startTool(String tool) {
        return tool(tool).start();
    }

    /** A span, to say more of it before it starts. */
    public static OperationStart span(String name) {
        Enabled enabled = Enabled.current();
        return enabled.isNothing() ? OperationStart.NOTHING : new OperationStart(builder(enabled, name));
    }

    /** A run of an agent, to say more of it before it starts. */
    public static OperationStart agent(String agent) {
        Enabled enabled = Enabled.current();
        return enabled.isNothing()
                ? OperationStart.NOTHING
                : new OperationStart(builder(enabled, "invoke_agent " + agent)
                        .setAttribute(GenAi.OPERATION, GenAi.INVOKE_AGENT)
                        .setAttribute(GenAi.AGENT, agent));
    }

    /** A call of a model, to say more of it before it starts. */
    public static OperationStart modelCall(String provider, String model) {
        Enabled enabled = Enabled.current();
        return enabled.isNothing()
                ? OperationStart.NOTHING
                : new OperationStart(builder(enabled, "chat " + model)
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute(GenAi.OPERATION, GenAi.CHAT)
                        .setAttribute(GenAi.PROVIDER, provider)
                        .setAttribute(GenAi.REQUEST_MODEL, model));
    }

    /** The execution of a tool, to say more of it before it starts. */
    public static OperationStart tool(String tool) {
        Enabled enabled = Enabled.current();
        return enabled.isNothing()
                ? OperationStart.NOTHING
                : new OperationStart(builder(enabled, "execute_tool " + tool)
                        .setAttribute(GenAi.OPERATION, GenAi.EXECUTE_TOOL)
                        .setAttribute(GenAi.TOOL, tool));
    }

    /**
     * A trace by its id, or the newest one of a run by the caller's own id of the run. Waits for the answer.
     *
     * @throws NotFoundException when the server knows no such trace; what was just recorded takes a few seconds
     * @throws QueryException when the server does not answer
     */
    public static Trace getTrace(String traceIdOrRunId) {
        return Enabled.current().queries().trace(traceIdOrRunId);
    }

    private static SpanBuilder builder(Enabled enabled, String name) {
        return enabled.tracer().spanBuilder(name);
    }
}
