package io.observabilityfactory.sdk;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The figures of this process' agents and calls of models, by OpenTelemetry's names where it has one. Labels are agent, model,
 * provider and kind of error: nothing that grows with users or runs.
 */
record AgentFigures(
        DoubleHistogram agentDuration,
        DoubleHistogram callDuration,
        DoubleHistogram firstChunk,
        LongHistogram tokens,
        Map<String, Attributes> labelsOfAgents,
        Map<String, ModelLabels> labelsOfModels) {

    private static final int MOST_REMEMBERED = 1_000;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final AttributeKey<String> TOKEN_TYPE = AttributeKey.stringKey("gen_ai.token.type");
    private static final List<Double> SECONDS =
            List.of(.01, .02, .04, .08, .16, .32, .64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);
    private static final List<Long> TOKENS = List.of(
            1L,
            4L,
            16L,
            64L,
            256L,
            1_024L,
            4_096L,
            16_384L,
            65_536L,
            262_144L,
            1_048_576L,
            4_194_304L,
            16_777_216L,
            67_108_864L);

    static AgentFigures of(MeterProvider provider) {
        Meter meter = provider.get(Enabled.SCOPE);
        return new AgentFigures(
                seconds(meter, "observability_factory.agent.duration", "Duration of runs of agents"),
                seconds(meter, "gen_ai.client.operation.duration", "Duration of calls of models"),
                seconds(meter, "gen_ai.client.operation.time_to_first_chunk", "Time until an answer begins"),
                meter.histogramBuilder("gen_ai.client.token.usage")
                        .ofLongs()
                        .setUnit("{token}")
                        .setDescription("Tokens of calls of models")
                        .setExplicitBucketBoundariesAdvice(TOKENS)
                        .build(),
                new ConcurrentHashMap<>(),
                new ConcurrentHashMap<>());
    }

    private static DoubleHistogram seconds(Meter meter, String name, String description) {
        return meter.histogramBuilder(name)
                .setUnit("s")
                .setDescription(description)
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build();
    }

    /** Counts a span that has ended; of most spans there is nothing to count. */
    void record(ReadableSpan span) {
        String operation = span.getAttribute(GenAi.OPERATION);
        if (operation == null) {
            return;
        }
        double seconds = span.getLatencyNanos() / NANOS_PER_SECOND;
        if (operation.equals(GenAi.INVOKE_AGENT)) {
            agentDuration.record(seconds, labelsOfAgent(span), Context.root());
        } else if (span.getAttribute(GenAi.REQUEST_MODEL) != null) {
            recordCall(span, seconds);
        }
    }

    /** Most runs succeed and are of few agents: their labels are made once. */
    private Attributes labelsOfAgent(ReadableSpan span) {
        String agent = span.getAttribute(GenAi.AGENT);
        if (agent == null || span.getAttribute(GenAi.ERROR_TYPE) != null) {
            return labels(span, GenAi.AGENT);
        }
        Attributes known = labelsOfAgents.get(agent);
        if (known == null) {
            known = Attributes.of(GenAi.AGENT, agent);
            if (labelsOfAgents.size() < MOST_REMEMBERED) {
                labelsOfAgents.put(agent, known);
            }
        }
        return known;
    }

    private void recordCall(ReadableSpan span, double seconds) {
        ModelLabels labels = labelsOfModel(span);
        callDuration.record(seconds, labels.call, Context.root());
        Double first = span.getAttribute(GenAi.TIME_TO_FIRST_CHUNK);
        if (first != null) {
            firstChunk.record(first, labels.call, Context.root());
        }
        recordTokens(span.getAttribute(GenAi.INPUT_TOKENS), labels.input);
        recordTokens(span.getAttribute(GenAi.OUTPUT_TOKENS), labels.output);
    }

    private void recordTokens(@Nullable Long count, Attributes labels) {
        if (count != null) {
            tokens.record(count, labels, Context.root());
        }
    }

    /** Of a call, of its input tokens, and of its output tokens. */
    private record ModelLabels(Attributes call, Attributes input, Attributes output) {

        static ModelLabels of(Attributes call) {
            return new ModelLabels(
                    call,
                    call.toBuilder().put(TOKEN_TYPE, "input").build(),
                    call.toBuilder().put(TOKEN_TYPE, "output").build());
        }

        boolean isOf(@Nullable String operation, @Nullable String provider) {
            return Objects.equals(call.get(GenAi.OPERATION), operation)
                    && Objects.equals(call.get(GenAi.PROVIDER), provider);
        }
    }

    /** Most calls succeed, and of a model most are of one provider: their labels are made once. */
    private ModelLabels labelsOfModel(ReadableSpan span) {
        String model = span.getAttribute(GenAi.REQUEST_MODEL);
        if (model == null || span.getAttribute(GenAi.ERROR_TYPE) != null) {
            return newLabelsOfModel(span);
        }
        ModelLabels known = labelsOfModels.get(model);
        if (known != null && known.isOf(span.getAttribute(GenAi.OPERATION), span.getAttribute(GenAi.PROVIDER))) {
            return known;
        }
        ModelLabels made = newLabelsOfModel(span);
        if (labelsOfModels.size() < MOST_REMEMBERED) {
            labelsOfModels.putIfAbsent(model, made);
        }
        return made;
    }

    private static ModelLabels newLabelsOfModel(ReadableSpan span) {
        return ModelLabels.of(labels(span, GenAi.OPERATION, GenAi.PROVIDER, GenAi.REQUEST_MODEL));
    }

    @SafeVarargs
    private static Attributes labels(ReadableSpan span, AttributeKey<String>... keys) {
        AttributesBuilder labels = Attributes.builder();
        for (AttributeKey<String> key : keys) {
            labels.put(key, span.getAttribute(key));
        }
        return labels.put(GenAi.ERROR_TYPE, span.getAttribute(GenAi.ERROR_TYPE)).build();
    }
}
