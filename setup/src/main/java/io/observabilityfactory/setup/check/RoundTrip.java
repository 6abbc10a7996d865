package io.observabilityfactory.setup.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.setup.SetupException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** One call of a model on its way through the system. */
final class RoundTrip {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SPAN = """
            {"resourceSpans": [{
              "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "installation-check"}}]},
              "scopeSpans": [{"spans": [{
                "traceId": "%s", "spanId": "%s", "name": "chat gpt-4o-mini", "kind": 3,
                "startTimeUnixNano": "%d", "endTimeUnixNano": "%d",
                "attributes": [
                  {"key": "gen_ai.operation.name", "value": {"stringValue": "chat"}},
                  {"key": "gen_ai.provider.name", "value": {"stringValue": "openai"}},
                  {"key": "gen_ai.request.model", "value": {"stringValue": "gpt-4o-mini"}},
                  {"key": "gen_ai.agent.name", "value": {"stringValue": "installation-check"}},
                  {"key": "gen_ai.usage.input_tokens", "value": {"intValue": "1"}},
                  {"key": "gen_ai.usage.output_tokens", "value": {"intValue": "1"}}]}]}]}]}""";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI otlp;
    private final URI query;
    private final String key;
    private final Instant deadline;
    private String last = "";

    RoundTrip(URI otlp, URI query, String key, Duration patience) {
        this.otlp = otlp;
        this.query = query;
        this.key = key;
        this.deadline = Instant.now().plus(patience);
    }

    /**
     * Returns the trace's id once it was read back with its price.
     *
     * @throws SetupException when that has not happened in time; the message tells what was answered last
     */
    String run() throws InterruptedException {
        String traceId = randomHex(16);
        String body = span(traceId);
        repeat(
                "the span is not taken",
                () -> send(request(otlp.resolve("/v1/traces"))
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString(body)))
                                .statusCode()
                        == 200);
        repeat(
                "the trace is not answered with its price",
                () -> isPriced(
                        send(request(query.resolve("/api/v1/traces/" + traceId)).GET())));
        return traceId;
    }

    private static String span(String traceId) {
        long now = TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli());
        return SPAN.formatted(traceId, randomHex(8), now - TimeUnit.SECONDS.toNanos(1), now);
    }

    private static boolean isPriced(HttpResponse<String> answer) throws JsonProcessingException {
        if (answer.statusCode() != 200) {
            return false;
        }
        JsonNode trace = JSON.readTree(answer.body());
        return trace.path("spans").size() == 1
                && trace.path("costUsd").decimalValue().signum() > 0;
    }

    private interface Attempt {
        boolean succeeds() throws IOException, InterruptedException;
    }

    private void repeat(String complaint, Attempt attempt) throws InterruptedException {
        while (true) {
            try {
                if (attempt.succeeds()) {
                    return;
                }
            } catch (IOException e) {
                last = e.toString();
            }
            if (Instant.now().isAfter(deadline)) {
                throw new SetupException(complaint + "; the last that happened: " + last);
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        last = "status " + answer.statusCode() + " " + answer.body();
        return answer;
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(TIMEOUT).header("Authorization", "Bearer " + key);
    }

    private static String randomHex(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
