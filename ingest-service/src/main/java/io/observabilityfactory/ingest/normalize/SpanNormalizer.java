package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.ingest.normalize.NormalizedSpan.Agent;
import io.observabilityfactory.ingest.normalize.NormalizedSpan.Context;
import io.observabilityfactory.ingest.normalize.NormalizedSpan.ModelCall;
import io.observabilityfactory.ingest.normalize.NormalizedSpan.Source;
import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.SpanKey;
import io.observabilityfactory.model.trace.TraceId;
import io.observabilityfactory.model.usage.ReportedTokens;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
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

    private final AcceptedTimes acceptedTimes;

    public SpanNormalizer(AcceptedTimes acceptedTimes) {
        this.acceptedTimes = acceptedTimes;
    }

    public NormalizedExport normalize(ExportTraceServiceRequest request, Instant now) {
        List<NormalizedSpan> spans = new ArrayList<>();
        List<Rejection> rejections = new ArrayList<>();
        for (ResourceSpans resourceSpans : request.getResourceSpansList()) {
            NormalizedResource resource = resource(resourceSpans.getResource());
            for (ScopeSpans scopeSpans : resourceSpans.getScopeSpansList()) {
                Source source = source(resource, scopeSpans.getScope());
                for (Span span : scopeSpans.getSpansList()) {
                    objection(span, now)
                            .ifPresentOrElse(
                                    reason -> rejections.add(new Rejection(reason, span.toByteArray())),
                                    () -> spans.add(span(span, source)));
                }
            }
        }
        return new NormalizedExport(spans, rejections);
    }

    private Optional<String> objection(Span span, Instant now) {
        if (!isId(span.getTraceId().toByteArray(), TraceId.BYTES)) {
            return Optional.of("trace id is not 16 bytes, or all zero");
        }
        if (!isId(span.getSpanId().toByteArray(), SpanId.BYTES)) {
            return Optional.of("span id is not 8 bytes, or all zero");
        }
        return acceptedTimes.objection(UnixNanos.toInstant(span.getStartTimeUnixNano()), now);
    }

    private static boolean isId(byte[] bytes, int length) {
        if (bytes.length != length) {
            return false;
        }
        for (byte b : bytes) {
            if (b != 0) {
                return true;
            }
        }
        return false;
    }

    private static NormalizedResource resource(Resource resource) {
        Attributes attributes = Attributes.of(resource.getAttributesList());
        return new NormalizedResource(
                JsonText.sortedAttributes(resource.getAttributesList()),
                StorableText.dimension(attributes.text(GenAiKeys.SERVICE)),
                StorableText.dimension(attributes.text(GenAiKeys.ENVIRONMENT)),
                StorableText.dimension(attributes.text(GenAiKeys.SERVICE_VERSION)));
    }

    private static Source source(NormalizedResource resource, InstrumentationScope scope) {
        return new Source(resource, textOrNull(scope.getName()), textOrNull(scope.getVersion()));
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : StorableText.dimension(StorableText.of(text));
    }

    private static NormalizedSpan span(Span span, Source source) {
        List<KeyValue> raw = span.getAttributesList();
        Attributes attributes = Attributes.of(raw);
        return new NormalizedSpan(
                key(span),
                parent(span),
                StorableText.of(span.getName()),
                span.getKind().name().replace(KIND_PREFIX, "").toLowerCase(Locale.ROOT),
                SpanTypes.of(attributes),
                Outcomes.of(span, attributes),
                Math.max(0, span.getEndTimeUnixNano() - span.getStartTimeUnixNano()),
                source,
                modelCall(attributes),
                agent(attributes),
                dimension(attributes, GenAiKeys.TOOL),
                context(attributes),
                tokens(attributes),
                firstToken(attributes),
                JsonText.attributes(raw),
                JsonText.events(span.getEventsList()),
                JsonText.links(span.getLinksList()));
    }

    private static SpanKey key(Span span) {
        return new SpanKey(
                TraceId.of(span.getTraceId().toByteArray()),
                SpanId.of(span.getSpanId().toByteArray()),
                UnixNanos.toStoredInstant(span.getStartTimeUnixNano()));
    }

    /** A parent id of the wrong length is as good as none; the span itself is fine. */
    private static @Nullable SpanId parent(Span span) {
        byte[] bytes = span.getParentSpanId().toByteArray();
        return isId(bytes, SpanId.BYTES) ? SpanId.of(bytes) : null;
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
                dimension(attributes, GenAiKeys.RUN_ID));
    }

    private static @Nullable ReportedTokens tokens(Attributes attributes) {
        ReportedTokens tokens = new ReportedTokens(
                attributes.count(GenAiKeys.INPUT_TOKENS),
                attributes.count(GenAiKeys.OUTPUT_TOKENS),
                attributes.count(GenAiKeys.TOTAL_TOKENS),
                attributes.count(GenAiKeys.CACHE_READ_TOKENS),
                attributes.count(GenAiKeys.CACHE_WRITE_TOKENS),
                attributes.count(GenAiKeys.REASONING_TOKENS),
                attributes.count(GenAiKeys.AUDIO_INPUT_TOKENS),
                attributes.count(GenAiKeys.AUDIO_OUTPUT_TOKENS));
        return tokens.isEmpty() ? null : tokens;
    }

    private static @Nullable Long firstToken(Attributes attributes) {
        Double seconds = attributes.number(GenAiKeys.TIME_TO_FIRST_TOKEN);
        return seconds == null || seconds < 0 ? null : Math.round(seconds * NANOS_PER_SECOND);
    }

    private static @Nullable String dimension(Attributes attributes, List<String> keys) {
        return StorableText.dimension(attributes.text(keys));
    }
}
