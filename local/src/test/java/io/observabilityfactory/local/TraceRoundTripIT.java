package io.observabilityfactory.local;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.database.access.ApiKeys;
import io.observabilityfactory.model.access.Scope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A trace that is exported as OTLP/JSON and sent to another project is the same trace there. */
class TraceRoundTripIT {

    @RegisterExtension
    static final SharedSystem SHARED = SharedSystem.thatIsAddedTo();

    private static final String TRACE = UUID.randomUUID().toString().replace("-", "");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    static TestSystem system;

    @BeforeAll
    static void start() {
        system = SHARED.system();
    }

    @Test
    void exportedTrace_isTheSameInAnotherProject() throws Exception {
        String first = keyOfNewProject();
        String second = keyOfNewProject();
        send(first, trace());
        JsonNode original = awaitPriced(first);
        String exported = get(first, "?format=otlp");

        send(second, exported);

        assertThat(awaitPriced(second)).isEqualTo(original);
        assertThat(json.readTree(get(second, "?format=otlp"))).isEqualTo(json.readTree(exported));
        assertThat(original.get("spans")).hasSize(3);
        assertThat(original.get("costUsd").decimalValue()).isPositive();
        assertThat(exported).contains("9007199254740993", "rate limit", "\"doubleValue\":0.25", "retry of");
    }

    private static String keyOfNewProject() throws SQLException {
        String project = "round trip " + UUID.randomUUID();
        system.execute("insert into project (name) values ('" + project + "')");
        return new ApiKeys(system.processes().database().dataSource())
                .create(project, "round trip", Set.of(Scope.INGEST, Scope.READ))
                .secret()
                .value();
    }

    /** With what a span may have: usage, an error, values of every type, an event, a link to another trace. */
    private static String trace() {
        Instant start = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MICROS);
        return """
                {"resourceSpans": [{
                  "resource": {"attributes": [
                    {"key": "service.name", "value": {"stringValue": "round-trip"}},
                    {"key": "service.version", "value": {"stringValue": "1.4.2"}}]},
                  "scopeSpans": [{"scope": {"name": "by hand", "version": "7"}, "spans": [
                    {"traceId": "%1$s", "spanId": "00000000000000a1", "name": "invoke_agent traveller", "kind": 1,
                     "startTimeUnixNano": "%2$s000", "endTimeUnixNano": "%5$s123",
                     "attributes": [
                       {"key": "gen_ai.operation.name", "value": {"stringValue": "invoke_agent"}},
                       {"key": "gen_ai.agent.name", "value": {"stringValue": "traveller"}},
                       {"key": "user.id", "value": {"stringValue": "ann"}},
                       {"key": "large", "value": {"intValue": "9007199254740993"}},
                       {"key": "share", "value": {"doubleValue": 0.25}},
                       {"key": "whole", "value": {"doubleValue": 2.0}},
                       {"key": "yes", "value": {"boolValue": true}},
                       {"key": "list", "value": {"arrayValue": {"values": [
                         {"stringValue": "a"}, {"intValue": "1"}]}}},
                       {"key": "nested", "value": {"kvlistValue": {"values": [
                         {"key": "deep", "value": {"stringValue": "ja"}}]}}}],
                     "links": [{"traceId": "0af7651916cd43dd8448eb211c80319c", "spanId": "00000000000000b7",
                       "attributes": [{"key": "why", "value": {"stringValue": "retry of"}}]}]},
                    {"traceId": "%1$s", "spanId": "00000000000000a2", "parentSpanId": "00000000000000a1",
                     "name": "chat gpt-4o", "kind": 3, "startTimeUnixNano": "%3$s000", "endTimeUnixNano": "%4$s999",
                     "attributes": [
                       {"key": "gen_ai.operation.name", "value": {"stringValue": "chat"}},
                       {"key": "gen_ai.provider.name", "value": {"stringValue": "openai"}},
                       {"key": "gen_ai.request.model", "value": {"stringValue": "gpt-4o"}},
                       {"key": "gen_ai.usage.input_tokens", "value": {"intValue": "1225"}},
                       {"key": "gen_ai.usage.cache_read.input_tokens", "value": {"intValue": "1024"}},
                       {"key": "gen_ai.usage.output_tokens", "value": {"intValue": "33"}}]},
                    {"traceId": "%1$s", "spanId": "00000000000000a3", "parentSpanId": "00000000000000a1",
                     "name": "execute_tool search", "kind": 3, "startTimeUnixNano": "%3$s000",
                     "endTimeUnixNano": "%4$s000", "status": {"code": 2, "message": "rate limit"},
                     "events": [{"timeUnixNano": "%4$s000", "name": "exception", "attributes": [
                       {"key": "exception.type", "value": {"stringValue": "RateLimitError"}}]}],
                     "attributes": [{"key": "gen_ai.tool.name", "value": {"stringValue": "search"}}]}]}]}]}""".formatted(
                        TRACE,
                        micros(start),
                        micros(start.plusMillis(10)),
                        micros(start.plusMillis(900)),
                        micros(start.plusSeconds(1)));
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private void send(String key, String trace) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(
                                URI.create("http://localhost:" + system.ports().otlpHttp() + "/v1/traces"))
                        .header("x-api-key", key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(trace))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("rejected");
    }

    private JsonNode awaitPriced(String key) throws IOException, InterruptedException {
        await().untilAsserted(() -> {
            JsonNode trace = json.readTree(get(key, ""));
            assertThat(trace.path("spans")).hasSize(3);
            assertThat(trace.path("costUsd").isNumber()).isTrue();
        });
        await().until(system::everythingIsSettled);
        return json.readTree(get(key, ""));
    }

    private String get(String key, String query) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:"
                                        + system.ports().query() + "/api/v1/traces/" + TRACE + query))
                                .header("x-api-key", key)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
