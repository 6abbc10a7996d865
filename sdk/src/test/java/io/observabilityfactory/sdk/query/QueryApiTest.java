package io.observabilityfactory.sdk.query;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.observabilityfactory.sdk.config.ObservabilityConfig;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QueryApiTest {

    @RegisterExtension
    static final WireMockExtension SERVER =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private static QueryApi api(String url) {
        return QueryApi.of(new ObservabilityConfig.Server(url, url, "key-1"));
    }

    private static void answer(String path, int status, String body) {
        SERVER.stubFor(
                get(urlEqualTo(path)).willReturn(aResponse().withStatus(status).withBody(body)));
    }

    @Test
    void money_isExactAndNamesMayBeAnything() {
        SERVER.stubFor(get(urlEqualTo("/api/v1/agents/a%2Fb%20%C3%BC/stats"))
                .willReturn(
                        okJson("{\"agent\": \"a/b ü\", \"calls\": 1, \"totalCostUsd\": 0.00000012345678901234567}")));

        AgentStats stats = api(SERVER.baseUrl()).stats("a/b ü", null, null);

        assertThat(stats.totalCostUsd()).isEqualByComparingTo(new BigDecimal("0.00000012345678901234567"));
        assertThat(stats.avgLatencyMs()).isNull();
        SERVER.verify(getRequestedFor(urlEqualTo("/api/v1/agents/a%2Fb%20%C3%BC/stats"))
                .withHeader("x-api-key", equalTo("key-1")));
    }

    @Test
    void traceThatIsNotThere_isToldAsSuch() {
        answer("/api/v1/traces/run_1", 404, "{\"detail\": \"There is no trace run_1.\"}");

        assertThatThrownBy(() -> api(SERVER.baseUrl()).trace("run_1"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("There is no trace run_1.");
        assertThat(api(SERVER.baseUrl()).findTrace("run_1")).isEmpty();
    }

    private static String spans(String first, String second, String nextCursor) {
        String span = "{'spanId': '%s', 'name': '%s', 'startTime': '2026-11-27T10:00:00Z'}";
        return ("{'traceId': '0af7', 'runId': 'run_1', 'name': 'run', 'spanCount': 3, 'spans': ["
                        + span.formatted(first, first)
                        + (second.isEmpty() ? "" : "," + span.formatted(second, second))
                        + "], 'nextCursor': " + nextCursor + "}")
                .replace('\'', '"');
    }

    @Test
    void traceOfMoreThanAPage_isReadToItsEnd() {
        answer("/api/v1/traces/run_1", 200, spans("a", "b", "'c/1'"));
        answer("/api/v1/traces/0af7?cursor=c%2F1", 200, spans("c", "", "null"));

        Trace trace = api(SERVER.baseUrl()).trace("run_1");

        assertThat(trace.runId()).isEqualTo("run_1");
        assertThat(trace.spans()).extracting(Span::spanId).containsExactly("a", "b", "c");
    }

    @Test
    void traceThatIsNeverReadToItsEnd_isNoAnswer() {
        answer("/api/v1/traces/run_2", 200, spans("a", "b", "'2'"));
        answer("/api/v1/traces/0af7?cursor=2", 200, "{\"traceId\": \"0af7\", \"spans\": [], \"nextCursor\": \"2\"}");

        assertThatThrownBy(() -> api(SERVER.baseUrl()).trace("run_2"))
                .isExactlyInstanceOf(QueryException.class)
                .hasMessage("trace 0af7 of 3 spans cannot be read whole: the answer breaks off after 2");
    }

    @Test
    void refusals_tellWhatTheServerSays() {
        answer("/api/v1/costs/breakdown?by=colour", 400, "{\"detail\": \"by must be one of agent, model\"}");

        assertThatThrownBy(() -> api(SERVER.baseUrl()).costBreakdown("colour"))
                .isExactlyInstanceOf(QueryException.class)
                .hasMessage("/api/v1/costs/breakdown answers 400: by must be one of agent, model");
    }

    @Test
    void answersThatAreNone_areToldAsSuch() {
        answer("/api/v1/costs/breakdown?by=agent", 200, "<html>");

        assertThatThrownBy(() -> api(SERVER.baseUrl()).costBreakdown("agent"))
                .hasMessage("/api/v1/costs/breakdown does not answer with JSON");
    }

    @Test
    void serverThatIsAway_isTold() {
        assertThatThrownBy(() -> api("http://localhost:1").trace("run_1"))
                .isExactlyInstanceOf(QueryException.class)
                .hasMessageContaining("http://localhost:1/api/v1/traces/run_1 does not answer");
    }
}
