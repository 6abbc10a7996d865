package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.ingest.normalize.NormalizedSpan.Carried;
import io.observabilityfactory.ingest.normalize.NormalizedSpan.Context;
import io.observabilityfactory.ingest.normalize.NormalizedSpan.ModelCall;
import io.observabilityfactory.ingest.normalize.NormalizedSpan.Prompt;
import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.SpanKey;
import io.observabilityfactory.model.trace.SpanType;
import io.observabilityfactory.model.trace.TraceId;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
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

    private static final String KIND_PREFIX = "SPAN_KIND_";

    private SpanNormalizer() {}

    public static NormalizedExport<NormalizedSpan> normalize(
            ExportTraceServiceRequest request, RecordRules rules, Instant now) {
        List<NormalizedSpan> spans = new ArrayList<>();
        List<Rejection> rejections = new ArrayList<>();
        for (ResourceSpans resourceSpans : request.getResourceSpansList()) {
            NormalizedResource resource = Sources.resource(resourceSpans.getResource(), rules);
            for (ScopeSpans scopeSpans : resourceSpans.getScopeSpansList()) {
                NormalizedSource source = Sources.source(resource, scopeSpans.getScope(), rules);
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
        SpanType type = SpanTypes.of(attributes);
        ModelCall modelCall = modelCall(attributes);
        return new NormalizedSpan(
                key(span),
                // A parent id of the wrong length is as good as none; the span itself is fine.
                WireIds.spanIdOrNull(span.getParentSpanId()),
                StorableText.name(span.getName()),
                span.getKind().name().replace(KIND_PREFIX, "").toLowerCase(Locale.ROOT),
                type,
                Outcomes.of(span, attributes, rules.privacy()),
                durationNanos(span, attributes.notes()),
                source,
                modelCall,
                Actors.agent(span, type, attributes),
                Actors.tool(span, type, attributes),
                context(attributes),
                TokenCounts.usage(attributes, source, modelCall.provider()),
                FirstToken.nanos(span, attributes),
                ReportedCost.usd(attributes),
                prompt(attributes),
                Metadata.json(attributes, rules),
                notes(attributes),
                attributesJson,
                events,
                links,
                carried(span, rules),
                json.cut());
    }

    private static Carried carried(Span span, RecordRules rules) {
        String traceState = span.getTraceState();
        return new Carried(
                traceState.isEmpty() ? null : rules.privacy().text(StorableText.dimension(StorableText.of(traceState))),
                Sources.numberOrNull(span.getFlags()),
                Sources.numberOrNull(span.getDroppedAttributesCount()),
                Sources.numberOrNull(span.getDroppedEventsCount()),
                Sources.numberOrNull(span.getDroppedLinksCount()));
    }

    private static long durationNanos(Span span, Notes notes) {
        long nanos = span.getEndTimeUnixNano() - span.getStartTimeUnixNano();
        if (nanos < 0) {
            notes.add("ends before it starts");
        }
        return Math.max(0, nanos);
    }

    /** After all fields were read, as it is in reading them that odd values are met. */
    private static @Nullable String notes(Attributes attributes) {
        for (GenAiFields.Document document : GenAiFields.DOCUMENTS) {
            AnyValue value = attributes.value(document.number());
            if (value != null && value.hasStringValue()) {
                attributes.notes().addIfCutOff(document.key(), value.getStringValue());
            }
        }
        return attributes.notes().json();
    }

    private static SpanKey key(Span span) {
        return new SpanKey(
                TraceId.of(span.getTraceId().toByteArray()),
                SpanId.of(span.getSpanId().toByteArray()),
                UnixNanos.toStoredInstant(span.getStartTimeUnixNano()));
    }

    private static ModelCall modelCall(Attributes attributes) {
        return new ModelCall(
                dimension(GenAiFields.PROVIDER, attributes),
                dimension(GenAiFields.REQUEST_MODEL, attributes),
                dimension(GenAiFields.RESPONSE_MODEL, attributes),
                dimension(GenAiFields.RESPONSE_ID, attributes),
                dimension(GenAiFields.FINISH_REASON, attributes));
    }

    private static Context context(Attributes attributes) {
        List<String> tags = GenAiFields.TAGS.in(attributes);
        return new Context(
                dimension(GenAiFields.SESSION, attributes),
                dimension(GenAiFields.USER, attributes),
                dimension(GenAiFields.RUN_ID, attributes),
                tags == null ? null : Tags.json(tags),
                dimension(GenAiFields.SPAN_ENVIRONMENT, attributes),
                dimension(GenAiFields.SPAN_RELEASE, attributes));
    }

    private static Prompt prompt(Attributes attributes) {
        return new Prompt(
                dimension(GenAiFields.PROMPT_NAME, attributes), dimension(GenAiFields.PROMPT_VERSION, attributes));
    }

    private static @Nullable String dimension(Field<String> field, Attributes attributes) {
        return StorableText.dimension(field.in(attributes));
    }
}
