package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.ingest.normalize.NormalizedSpan.Agent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which agent and which tool acted, as the span itself says. */
final class Actors {

    private static final String AGENT_KIND = "agent";
    private static final String TOOL_KIND = "tool";

    private Actors() {}

    static Agent agent(Attributes attributes) {
        String name = GenAiFields.AGENT_NAME.in(attributes);
        if (name == null) {
            name = traceloopEntity(attributes, AGENT_KIND);
        }
        if (name == null) {
            name = GenAiFields.AGENT_NAME_OTHERWISE.in(attributes);
        }
        return new Agent(
                StorableText.dimension(name),
                StorableText.dimension(GenAiFields.AGENT_ID.in(attributes)),
                StorableText.dimension(GenAiFields.AGENT_VERSION.in(attributes)));
    }

    static @Nullable String tool(Attributes attributes) {
        String name = GenAiFields.TOOL.in(attributes);
        return StorableText.dimension(name != null ? name : traceloopEntity(attributes, TOOL_KIND));
    }

    /** OpenLLMetry names workflows, tasks, agents and tools by the same key. */
    private static @Nullable String traceloopEntity(Attributes attributes, String kind) {
        String actual = GenAiFields.TRACELOOP_KIND.in(attributes);
        return actual != null && actual.toLowerCase(Locale.ROOT).equals(kind)
                ? GenAiFields.TRACELOOP_ENTITY.in(attributes)
                : null;
    }
}
