package io.observabilityfactory.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BatchTemplateTest {

    private static final int SPANS = 64;
    private static final long NOW = 1_800_000_000_000_000_000L;

    private final BatchTemplate template = BatchTemplate.of(7, SPANS, new SplittableRandom(1));

    @Test
    void batches_haveIdsThatNoOtherSpanHas() throws Exception {
        Set<ByteString> spanIds = new HashSet<>();
        Set<ByteString> traceIds = new HashSet<>();
        for (int batch = 0; batch < 10; batch++) {
            for (Span span : next()) {
                assertThat(span.getSpanId().size()).isEqualTo(8);
                assertThat(span.getTraceId().size()).isEqualTo(16);
                spanIds.add(span.getSpanId());
                traceIds.add(span.getTraceId());
            }
        }

        assertThat(spanIds).hasSize(10 * SPANS);
        assertThat(traceIds).hasSize(10 * SPANS / AgentTraces.SPANS_PER_TRACE);
    }

    @Test
    void batch_isOfWholeTraces() throws Exception {
        Map<ByteString, Span> roots = new HashMap<>();
        List<Span> spans = next();
        spans.stream()
                .filter(span -> span.getParentSpanId().isEmpty())
                .forEach(root -> roots.put(root.getTraceId(), root));

        assertThat(roots).hasSize(SPANS / AgentTraces.SPANS_PER_TRACE);
        assertThat(spans)
                .filteredOn(span -> !span.getParentSpanId().isEmpty())
                .hasSize(SPANS - roots.size())
                .allSatisfy(child -> assertThat(child.getParentSpanId())
                        .isEqualTo(roots.get(child.getTraceId()).getSpanId()));
    }

    @Test
    void batch_hasEndedByNow() throws Exception {
        assertThat(next()).allSatisfy(span -> {
            assertThat(span.getStartTimeUnixNano()).isBetween(NOW - 60_000_000_000L, NOW);
            assertThat(span.getEndTimeUnixNano()).isBetween(span.getStartTimeUnixNano(), NOW);
        });
    }

    @Test
    void batch_whoseLastTraceIsCut_isValid() throws Exception {
        byte[] export = BatchTemplate.of(7, 13, new SplittableRandom(1)).next(NOW);

        assertThat(spans(export)).hasSize(13);
    }

    @Test
    void attributes_areAsLongAsTheBenchmarkSays() throws Exception {
        double meanText = next().stream()
                .mapToInt(span -> span.getAttributesList().stream()
                        .mapToInt(attribute -> attribute.getKey().length()
                                + attribute.getValue().getStringValue().length()
                                + 6)
                        .sum())
                .average()
                .orElseThrow();

        assertThat(meanText).isBetween(1_500.0, 1_620.0);
    }

    private List<Span> next() throws Exception {
        return spans(template.next(NOW));
    }

    private static List<Span> spans(byte[] export) throws Exception {
        return ExportTraceServiceRequest.parseFrom(export)
                .getResourceSpans(0)
                .getScopeSpans(0)
                .getSpansList();
    }
}
