package io.observabilityfactory.packaging.monitoring;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Spans of an agent and its calls, as OTLP in JSON: some of everything that dashboards show. */
final class Traffic {

    private static final int CLIENT = 3;
    private static final int ERROR = 2;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI ingest;

    Traffic(int port) {
        this.ingest = URI.create("http://127.0.0.1:" + port);
    }

    /** A run of an agent, with calls that succeed, fail, time out, stream, and use a model that has no price. */
    void run(String agent, long inputTokens) throws IOException, InterruptedException {
        String trace = hex(16);
        String root = hex(8);
        Instant end = Instant.now();
        ArrayNode spans = json.createArrayNode();
        span(spans, trace, root, end, Map.of("gen_ai.operation.name", "invoke_agent", "gen_ai.agent.name", agent));
        call(spans, trace, root, end, "gpt-4o", inputTokens)
                .withArray("attributes")
                .add(attribute("gen_ai.response.time_to_first_chunk", 0.25));
        fail(call(spans, trace, root, end, "gpt-4o", 10), "rate_limit_exceeded");
        fail(call(spans, trace, root, end, "gpt-4o-mini", 10), "timeout");
        call(spans, trace, root, end, "model-without-a-price", 100);
        span(spans, trace, hex(8), end, Map.of("gen_ai.operation.name", "execute_tool", "gen_ai.tool.name", "search"))
                .put("parentSpanId", root);
        send(spans);
    }

    /** What the agent runs on, as OTLP metrics. */
    void resources(String agent) throws IOException, InterruptedException {
        ObjectNode export = json.createObjectNode();
        ArrayNode metrics = export.withArray("resourceMetrics")
                .addObject()
                .withArray("scopeMetrics")
                .addObject()
                .withArray("metrics");
        Map.of("gpu_utilization", 0.5, "memory_usage", 1e9, "queue_depth", 3.0)
                .forEach((name, value) -> metrics.addObject()
                        .put("name", name)
                        .withObject("/gauge")
                        .withArray("dataPoints")
                        .addObject()
                        .put("timeUnixNano", nanos(Instant.now()))
                        .put("asDouble", value)
                        .withArray("attributes")
                        .add(attribute("gen_ai.agent.name", agent)));
        post("/v1/metrics", export);
    }

    /** One that is too old to be taken. */
    void rejected() throws IOException, InterruptedException {
        ArrayNode spans = json.createArrayNode();
        span(spans, hex(16), hex(8), Instant.now().minus(Duration.ofDays(400)), Map.of());
        send(spans);
    }

    private ObjectNode call(ArrayNode spans, String trace, String parent, Instant end, String model, long tokens) {
        ObjectNode span = span(
                spans,
                trace,
                hex(8),
                end,
                Map.of(
                        "gen_ai.operation.name",
                        "chat",
                        "gen_ai.provider.name",
                        "openai",
                        "gen_ai.request.model",
                        model));
        span.put("parentSpanId", parent);
        span.withArray("attributes")
                .add(attribute("gen_ai.usage.input_tokens", tokens))
                .add(attribute("gen_ai.usage.output_tokens", 10L));
        return span;
    }

    private void fail(ObjectNode span, String errorType) {
        span.putObject("status").put("code", ERROR);
        span.withArray("attributes").add(attribute("error.type", errorType));
    }

    private ObjectNode span(ArrayNode spans, String trace, String id, Instant end, Map<String, String> attributes) {
        ObjectNode span = spans.addObject()
                .put("traceId", trace)
                .put("spanId", id)
                .put("name", "span")
                .put("kind", CLIENT)
                .put("startTimeUnixNano", nanos(end.minusSeconds(2)))
                .put("endTimeUnixNano", nanos(end));
        attributes.forEach((key, value) -> span.withArray("attributes").add(attribute(key, value)));
        return span;
    }

    private ObjectNode attribute(String key, Object value) {
        ObjectNode attribute = json.createObjectNode().put("key", key);
        ObjectNode typed = attribute.putObject("value");
        if (value instanceof Long number) {
            typed.put("intValue", Long.toString(number));
        } else if (value instanceof Double number) {
            typed.put("doubleValue", number);
        } else {
            typed.put("stringValue", value.toString());
        }
        return attribute;
    }

    private void send(ArrayNode spans) throws IOException, InterruptedException {
        ObjectNode export = json.createObjectNode();
        export.withArray("resourceSpans")
                .addObject()
                .withArray("scopeSpans")
                .addObject()
                .set("spans", spans);
        post("/v1/traces", export);
    }

    private void post(String path, ObjectNode export) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(ingest.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(export.toString()))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode() + " " + answer.body());
        }
    }

    private static String nanos(Instant instant) {
        return instant.toEpochMilli() + "000000";
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
