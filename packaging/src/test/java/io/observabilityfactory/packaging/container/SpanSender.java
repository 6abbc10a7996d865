package io.observabilityfactory.packaging.container;

import io.observabilityfactory.testkit.Patience;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Sends a span with each request, and gets it acknowledged. */
sealed interface SpanSender extends SteadyLoad.Request {

    /** OTLP in JSON over HTTP. */
    final class Http implements SpanSender {

        private static final String SPAN = """
                {"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "%s", "spanId": "%s", "name": "%s", "kind": 3,
                 "startTimeUnixNano": "%d000000", "endTimeUnixNano": "%<d000001"}]}]}]}""";

        private final KeptConnection connection = new KeptConnection();
        private final String uri;
        private final String spanName;

        Http(String address, String spanName) {
            this.spanName = spanName;
            this.uri = "http://" + address + "/v1/traces";
        }

        @Override
        public void send() throws IOException, InterruptedException {
            String body =
                    SPAN.formatted(hex(16), hex(8), spanName, Instant.now().toEpochMilli());
            String answer = connection.send(
                    uri,
                    HttpRequest.newBuilder()
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body)));
            if (answer.contains("rejected")) {
                throw new IOException(answer);
            }
        }

        private static String hex(int bytes) {
            byte[] random = new byte[bytes];
            ThreadLocalRandom.current().nextBytes(random);
            return HexFormat.of().formatHex(random);
        }

        @Override
        public String toString() {
            return uri;
        }
    }

    /** OpenTelemetry's own exporter, over gRPC; of what fails it tries nothing again, unlike in programs. */
    final class Grpc implements SpanSender {

        private final SdkTracerProvider spans = SdkTracerProvider.builder().build();
        private final SpanExporter exporter;
        private final String endpoint;
        private final String spanName;

        Grpc(String address, String spanName) {
            this.spanName = spanName;
            this.endpoint = "http://" + address;
            this.exporter = OtlpGrpcSpanExporter.builder()
                    .setEndpoint(endpoint)
                    .addHeader("Authorization", "Bearer " + Installation.ADMIN_KEY)
                    .setTimeout(Patience.A_WHILE)
                    .setRetryPolicy(null)
                    .build();
        }

        @Override
        public void send() throws IOException {
            Span span = spans.get("load").spanBuilder(spanName).startSpan();
            span.end();
            CompletableResultCode result = exporter.export(List.of(((ReadableSpan) span).toSpanData()))
                    .join(Patience.A_WHILE.toSeconds(), TimeUnit.SECONDS);
            if (!result.isSuccess()) {
                throw new IOException("not exported", result.getFailureThrowable());
            }
        }

        @Override
        public String toString() {
            return endpoint;
        }
    }
}
