package io.observabilityfactory.ingest.decode;

import static io.observabilityfactory.testkit.OtlpSpans.request;
import static io.observabilityfactory.testkit.OtlpSpans.span;
import static io.observabilityfactory.testkit.OtlpSpans.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.observabilityfactory.ingest.IngestException.Unacceptable;
import io.observabilityfactory.ingest.Signal;
import io.observabilityfactory.testkit.OtlpLogs;
import io.observabilityfactory.testkit.OtlpMetrics;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DecodingTest {

    private static final byte[] VALID =
            request(span("a").addAttributes(text("k", "value")), span("b")).toByteArray();

    @Test
    void invalidUtf8InOneSpan_costsThatSpanOnly() {
        byte[] body = replaced(VALID, "value", new byte[] {'v', (byte) 0xFF, 'l', 'u', 'e'});

        Decoded decoded = Encoding.PROTOBUF.decode(Signal.TRACES, body);

        assertThat(spans(decoded)).extracting(Span::getName).containsExactly("b");
        assertThat(decoded.unreadable()).hasSize(1);
    }

    @Property(tries = 2_000)
    void anyBytes_areDecodedOrRefusedButNeverBreakTheDecoder(
            @ForAll Signal signal, @ForAll Encoding encoding, @ForAll @Size(max = 400) byte[] body) {
        decodeOrRefuse(signal, encoding, body);
    }

    @Property(tries = 2_000)
    void damagedRequests_neverBreakTheDecoderNorMakeRecordsVanish(
            @ForAll Signal signal, @ForAll @IntRange(max = 1_000) int position, @ForAll byte damage) {
        byte[] body = valid(signal);
        body[position % body.length] = damage;

        Decoded decoded = decodeOrRefuse(signal, Encoding.PROTOBUF, body);

        if (decoded != null) {
            assertThat(records(decoded.request(), signal, 0)
                            + decoded.unreadable().size())
                    .isLessThanOrEqualTo(3);
        }
    }

    private static byte[] valid(Signal signal) {
        return switch (signal) {
            case TRACES -> VALID.clone();
            case LOGS -> OtlpLogs.request(OtlpLogs.log("a"), OtlpLogs.log("b")).toByteArray();
            case METRICS ->
                OtlpMetrics.request(OtlpMetrics.gauge("a", 1), OtlpMetrics.gauge("b", 2))
                        .toByteArray();
        };
    }

    private static int records(Message container, Signal signal, int level) {
        List<?> nested = container.getAllFields().entrySet().stream()
                .filter(field ->
                        field.getKey().getJsonName().equals(signal.levels().get(level)))
                .findFirst()
                .map(field -> (List<?>) field.getValue())
                .orElse(List.of());
        return level == signal.levels().size() - 1
                ? nested.size()
                : nested.stream()
                        .mapToInt(each -> records((Message) each, signal, level + 1))
                        .sum();
    }

    @Property(tries = 500)
    void truncatedJson_isRefusedAsAWhole(@ForAll @IntRange(min = 1, max = 10_000) int length) {
        String json = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"a\"}]}]}]}";
        String cut = json.substring(0, length % (json.length() - 1) + 1);

        assertThat(cut.equals(json)
                        || decodeOrRefuse(Signal.TRACES, Encoding.JSON, cut.getBytes(StandardCharsets.UTF_8)) == null)
                .isTrue();
    }

    private static Decoded decodeOrRefuse(Signal signal, Encoding encoding, byte[] body) {
        try {
            return encoding.decode(signal, body);
        } catch (Unacceptable e) {
            assertThat(e.getMessage()).contains("not an OTLP export");
            return null;
        }
    }

    private static List<Span> spans(Decoded decoded) {
        return ((ExportTraceServiceRequest) decoded.request())
                .getResourceSpansList().stream()
                        .flatMap(resource -> resource.getScopeSpansList().stream())
                        .flatMap(scope -> scope.getSpansList().stream())
                        .toList();
    }

    private static byte[] replaced(byte[] body, String text, byte[] replacement) {
        ByteString bytes = ByteString.copyFrom(body);
        byte[] copy = body.clone();
        for (int i = 0; i + replacement.length <= copy.length; i++) {
            if (bytes.substring(i, i + replacement.length).equals(ByteString.copyFromUtf8(text))) {
                System.arraycopy(replacement, 0, copy, i, replacement.length);
                return copy;
            }
        }
        throw new AssertionError(text + " is not in the body");
    }
}
