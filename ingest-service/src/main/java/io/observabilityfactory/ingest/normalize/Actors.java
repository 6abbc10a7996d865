package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.ingest.normalize.NormalizedSpan.Agent;
import io.observabilityfactory.model.trace.SpanType;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which agent and which tool acted, as the span itself says. */
final class Actors {

    private static final String AGENT_KIND = "agent";
    private static final String TOOL_KIND = "tool";

    /** Conventions in which a span that names none is called like whoever acts. */
    private static final List<Field<String>> NAMED_BY_SPAN =
            List.of(GenAiFields.OBSERVATION_TYPE, GenAiFields.OPENINFERENCE_KIND, GenAiFields.MLFLOW_TYPE);

    private Actors() {}

    static Agent agent(Span span, SpanType type, Attributes attributes) {
        String name = GenAiFields.AGENT_NAME.in(attributes);
        if (name == null) {
            name = traceloopEntity(attributes, AGENT_KIND);
        }
        if (name == null) {
            name = GenAiFields.AGENT_NAME_OTHERWISE.in(attributes);
        }
        if (name == null && type == SpanType.AGENT) {
            name = spanName(span, attributes);
        }
        return new Agent(
                StorableText.dimension(name),
                StorableText.dimension(GenAiFields.AGENT_ID.in(attributes)),
                StorableText.dimension(GenAiFields.AGENT_VERSION.in(attributes)));
    }

    /** {@code null} for the call of a model: the tool that some clients name there is one that the model asks for. */
    static @Nullable String tool(Span span, SpanType type, Attributes attributes) {
        if (type.callsModel()) {
            return null;
        }
        String name = GenAiFields.TOOL.in(attributes);
        if (name == null) {
            name = traceloopEntity(attributes, TOOL_KIND);
        }
        if (name == null && type == SpanType.TOOL) {
            name = spanName(span, attributes);
        }
        return StorableText.dimension(name);
    }

    private static @Nullable String spanName(Span span, Attributes attributes) {
        boolean named = NAMED_BY_SPAN.stream().anyMatch(kind -> kind.isIn(attributes));
        return named && !span.getName().isBlank() ? StorableText.of(span.getName()) : null;
    }

    /** OpenLLMetry names workflows, tasks, agents and tools by the same key. */
    private static @Nullable String traceloopEntity(Attributes attributes, String kind) {
        String actual = GenAiFields.TRACELOOP_KIND.in(attributes);
        return actual != null && actual.toLowerCase(Locale.ROOT).equals(kind)
                ? GenAiFields.TRACELOOP_ENTITY.in(attributes)
                : null;
    }
}
