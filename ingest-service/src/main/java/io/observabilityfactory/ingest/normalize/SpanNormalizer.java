package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.ingest.normalize.NormalizedSpan.Agent;
import io.observabilityfactory.ingest.normalize.NormalizedSpan.Context;
import io.observabilityfactory.ingest.normalize.NormalizedSpan.ModelCall;
import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.SpanKey;
import io.observabilityfactory.model.trace.TraceId;
import io.observabilityfactory.model.usage.ReportedTokens;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reduces OTLP spans to the typed columns they are stored in. One bad span never costs its neighbours. */
public final class SpanNormalizer {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final String KIND_PREFIX = "SPAN_KIND_";

    private SpanNormalizer() {}

    public static NormalizedExport<NormalizedSpan> normalize(
            ExportTraceServiceRequest request, RecordRules rules, Instant now) {
        List<NormalizedSpan> spans = new ArrayList<>();
        List<Rejection> rejections = new ArrayList<>();
        for (ResourceSpans resourceSpans : request.getResourceSpansList()) {
            NormalizedResource resource = Sources.resource(resourceSpans.getResource(), rules);
            for (ScopeSpans scopeSpans : resourceSpans.getScopeSpansList()) {
                NormalizedSource source = Sources.source(resource, scopeSpans.getScope());
                for (Span span : scopeSpans.getSpansList()) {
                    objection(span, rules, now)
                            .ifPresentOrElse(
                                    reason -> rejections.add(new Rejection(reason, span.toByteArray())),
                                    () -> spans.add(span(span, source, rules)));
                }
            }
        }
        return new NormalizedExport<>(spans, rejections);
    }

    private static Optional<String> objection(Span span, RecordRules rules, Instant now) {
        if (!WireIds.isTraceId(span.getTraceId())) {
            return Optional.of("trace id is not 16 bytes, or all zero");
        }
        if (!WireIds.isSpanId(span.getSpanId())) {
            return Optional.of("span id is not 8 bytes, or all zero");
        }
        return rules.times().objection("start time", UnixNanos.toInstant(span.getStartTimeUnixNano()), now);
    }

    private static NormalizedSpan span(Span span, NormalizedSource source, RecordRules rules) {
        Attributes attributes = Attributes.of(span.getAttributesList());
        JsonText json = new JsonText(rules);
        String attributesJson = json.attributes(span.getAttributesList());
        @Nullable
        String events = SpanJson.events(
                json, json.limited(span.getEventsList(), rules.limits().events()));
        @Nullable
        String links = SpanJson.links(
                json, json.limited(span.getLinksList(), rules.limits().events()));
        return new NormalizedSpan(
                key(span),
                // A parent id of the wrong length is as good as none; the span itself is fine.
                WireIds.spanIdOrNull(span.getParentSpanId()),
                StorableText.name(span.getName()),
                span.getKind().name().replace(KIND_PREFIX, "").toLowerCase(Locale.ROOT),
                SpanTypes.of(attributes),
                Outcomes.of(span, attributes, rules.privacy()),
                Math.max(0, span.getEndTimeUnixNano() - span.getStartTimeUnixNano()),
                source,
                modelCall(attributes),
                agent(attributes),
                dimension(attributes, GenAiKeys.TOOL),
                context(attributes),
                usage(attributes),
                firstToken(attributes),
                attributesJson,
                events,
                links,
                json.cut());
    }

    private static SpanKey key(Span span) {
        return new SpanKey(
                TraceId.of(span.getTraceId().toByteArray()),
                SpanId.of(span.getSpanId().toByteArray()),
                UnixNanos.toStoredInstant(span.getStartTimeUnixNano()));
    }

    private static ModelCall modelCall(Attributes attributes) {
        return new ModelCall(
                Providers.normalized(dimension(attributes, GenAiKeys.PROVIDER)),
                dimension(attributes, GenAiKeys.REQUEST_MODEL),
                dimension(attributes, GenAiKeys.RESPONSE_MODEL),
                dimension(attributes, GenAiKeys.RESPONSE_ID),
                dimension(attributes, GenAiKeys.FINISH_REASON));
    }

    private static Agent agent(Attributes attributes) {
        return new Agent(
                dimension(attributes, GenAiKeys.AGENT_NAME),
                dimension(attributes, GenAiKeys.AGENT_ID),
                dimension(attributes, GenAiKeys.AGENT_VERSION));
    }

    private static Context context(Attributes attributes) {
        return new Context(
                dimension(attributes, GenAiKeys.SESSION),
                dimension(attributes, GenAiKeys.USER),
                dimension(attributes, GenAiKeys.RUN_ID),
                Tags.json(attributes.texts(GenAiKeys.TAGS)));
    }

    private static NormalizedSpan.@Nullable Usage usage(Attributes attributes) {
        ReportedTokens tokens = new ReportedTokens(
                attributes.count(GenAiKeys.INPUT_TOKENS),
                attributes.count(GenAiKeys.OUTPUT_TOKENS),
                attributes.count(GenAiKeys.TOTAL_TOKENS),
                attributes.count(GenAiKeys.CACHE_READ_TOKENS),
                attributes.count(GenAiKeys.CACHE_WRITE_TOKENS),
                attributes.count(GenAiKeys.REASONING_TOKENS),
                attributes.count(GenAiKeys.AUDIO_INPUT_TOKENS),
                attributes.count(GenAiKeys.AUDIO_OUTPUT_TOKENS));
        return tokens.isEmpty() ? null : NormalizedSpan.Usage.of(tokens);
    }

    private static @Nullable Long firstToken(Attributes attributes) {
        Double seconds = attributes.number(GenAiKeys.TIME_TO_FIRST_TOKEN);
        return seconds == null || seconds < 0 ? null : Math.round(seconds * NANOS_PER_SECOND);
    }

    private static @Nullable String dimension(Attributes attributes, List<String> keys) {
        return StorableText.dimension(attributes.text(keys));
    }
}
