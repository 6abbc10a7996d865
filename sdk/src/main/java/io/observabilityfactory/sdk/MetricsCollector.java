package io.observabilityfactory.sdk;

import io.observabilityfactory.sdk.query.AgentStats;
import io.observabilityfactory.sdk.query.NotFoundException;
import io.observabilityfactory.sdk.query.QueryException;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Records calls of agents that were measured elsewhere, and reads the statistics of all of them.
 *
 * <pre>{@code
 * MetricsCollector.recordAgentCall("agent_001", 234.5, 1250, 0.025);
 *
 * AgentStats a = MetricsCollector.getStats("agent_v1");
 * AgentStats b = MetricsCollector.getStats("agent_v2");
 * System.out.println(a.p95LatencyMs() + " against " + b.p95LatencyMs() + " ms");
 * }</pre>
 */
public final class MetricsCollector {

    private static final double NANOS_PER_MILLI = 1e6;

    private MetricsCollector() {}

    /**
     * Records a call that has just ended. It becomes a span, so that it is found, counted and alerted on like any other; what is
     * traced already must not be recorded here again.
     *
     * @param tokensUsed input and output together
     * @param costUsd as the caller reckons; 0.025 is taken as written. It is what is charged where the service is set to believe
     *     reported costs, as these tokens name no model that could be priced
     */
    public static void recordAgentCall(String agentId, double latencyMs, long tokensUsed, double costUsd) {
        Instant end = Instant.now();
        Duration latency = Duration.ofNanos((long) (Math.max(0, latencyMs) * NANOS_PER_MILLI));
        Span span = Enabled.current()
                .tracer()
                .spanBuilder("invoke_agent " + agentId)
                .setStartTimestamp(end.minus(latency))
                .setAttribute(GenAi.OPERATION, GenAi.INVOKE_AGENT)
                .setAttribute(GenAi.AGENT, agentId)
                .setAttribute(GenAi.TOTAL_TOKENS, tokensUsed)
                .setAttribute(GenAi.REPORTED_COST, costUsd)
                .startSpan();
        span.end(end);
    }

    /**
     * Statistics of the last 24 hours. Waits for the answer.
     *
     * @throws NotFoundException when the agent did nothing in that time
     * @throws QueryException when the server does not answer
     */
    public static AgentStats getStats(String agentId) {
        return getStats(agentId, null, null);
    }

    /**
     * Statistics of a time. Waits for the answer.
     *
     * @param from null for 24 hours before {@code to}
     * @param to null for now
     * @throws NotFoundException when the agent did nothing in that time
     * @throws QueryException when the server does not answer
     */
    public static AgentStats getStats(String agentId, @Nullable Instant from, @Nullable Instant to) {
        return Enabled.current().queries().stats(agentId, from, to);
    }
}
