package io.observabilityfactory.local.demo;

import io.observabilityfactory.sdk.OperationStart;
import io.observabilityfactory.sdk.Tracer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An agent's run, a tool, or a step without a meaning of its own. */
record Work(String name, Duration duration, Map<String, String> attributes, List<Step> inside) implements Step {

    static Work step(String name, Duration duration, Step... inside) {
        return new Work(name, duration, Map.of(), List.of(inside));
    }

    static Work tool(String tool, Duration duration) {
        return new Work(
                "execute_tool " + tool,
                duration,
                Map.of("gen_ai.operation.name", "execute_tool", "gen_ai.tool.name", tool),
                List.of());
    }

    static Work agent(String name, String agent, String runId, Duration duration, List<Step> inside) {
        return new Work(
                name,
                duration,
                Map.of("gen_ai.operation.name", "invoke_agent", "gen_ai.agent.name", agent, "run.id", runId),
                inside);
    }

    @Override
    public OperationStart begin() {
        OperationStart start = Tracer.span(name);
        attributes.forEach(start::attribute);
        return start;
    }
}
