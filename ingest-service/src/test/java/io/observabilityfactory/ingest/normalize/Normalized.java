package io.observabilityfactory.ingest.normalize;

import static io.observabilityfactory.testkit.OtlpSpans.span;

import io.observabilityfactory.ingest.privacy.PrivacyRules;
import io.observabilityfactory.model.usage.TokenBucket;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Spans as tests want them, normalized. */
final class Normalized {

    static final RecordRules RULES = new RecordRules(
            new AcceptedTimes(Duration.ofDays(30), Duration.ofDays(1)), RecordLimits.DEFAULT, PrivacyRules.DEFAULT);

    private Normalized() {}

    static NormalizedSpan of(KeyValue... attributes) {
        return of(span("s").addAllAttributes(List.of(attributes)));
    }

    static NormalizedSpan of(Span.Builder span) {
        return of("test-kit", "1.0", span);
    }

    static NormalizedSpan of(String scope, String version, Span.Builder span) {
        ExportTraceServiceRequest request = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .setScope(InstrumentationScope.newBuilder()
                                        .setName(scope)
                                        .setVersion(version))
                                .addSpans(span)))
                .build();
        return SpanNormalizer.normalize(request, RULES, Instant.now()).records().get(0);
    }

    static long tokens(NormalizedSpan span, TokenBucket bucket) {
        return span.usage().tokens().get(bucket);
    }
}
