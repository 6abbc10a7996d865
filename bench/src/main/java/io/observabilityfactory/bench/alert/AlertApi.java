package io.observabilityfactory.bench.alert;

import io.observabilityfactory.bench.BenchException;
import io.observabilityfactory.local.LocalPorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;

/** What the benchmark asks of the services over HTTP. */
public final class AlertApi {

    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalPorts ports;

    public AlertApi(LocalPorts ports) {
        this.ports = ports;
    }

    /**
     * p95 of each agent's calls of the last quarter of an hour, evaluated every second. The agents that were mailed about are not
     * of it: a rule has as many groups as it may have without them.
     */
    public void createRule(String name, int criticalMillis) {
        send(ports.alert(), "/api/v1/alerts/rules", """
                {"name": "%s", "figure": "latency_p95", "window": "15m", "groupBy": ["agent"], "filter": {"service": ["bench"]},
                 "critical": %d, "interval": "1s"}""".formatted(name, criticalMillis));
    }

    public void createBudget(String agent, String recipient) {
        send(ports.alert(), "/api/v1/budgets", """
                {"name": "%1$s", "agent": "%1$s", "amountUsd": 0.001, "recipients": ["%2$s"]}""".formatted(agent, recipient));
    }

    /** A call of a model that costs more than the budget. */
    public void sendSpan(String agent, long number) {
        long end = System.currentTimeMillis() * 1_000_000L;
        send(ports.otlpHttp(), "/v1/traces", String.format(Locale.ROOT, """
                {"resourceSpans": [{"scopeSpans": [{"spans": [{
                  "traceId": "%1$032x", "spanId": "%1$016x", "name": "chat gpt-4o", "kind": 3,
                  "startTimeUnixNano": "%2$d", "endTimeUnixNano": "%3$d",
                  "attributes": [
                    {"key": "gen_ai.operation.name", "value": {"stringValue": "chat"}},
                    {"key": "gen_ai.provider.name", "value": {"stringValue": "openai"}},
                    {"key": "gen_ai.request.model", "value": {"stringValue": "gpt-4o"}},
                    {"key": "gen_ai.agent.name", "value": {"stringValue": "%4$s"}},
                    {"key": "gen_ai.usage.input_tokens", "value": {"intValue": "10000"}},
                    {"key": "gen_ai.usage.output_tokens", "value": {"intValue": "10000"}}]}]}]}]}""", number, end - 1_000_000, end, agent));
    }

    private void send(int port, String path, String body) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new BenchException(path + " answers " + answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new BenchException(path + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
