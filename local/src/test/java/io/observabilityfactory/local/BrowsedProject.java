package io.observabilityfactory.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.database.access.ApiKeys;
import io.observabilityfactory.local.demo.DemoFleet;
import io.observabilityfactory.model.access.Scope;
import io.observabilityfactory.sdk.OpenTelemetryIntegration;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A project of its own in a system that others use as well, entered by a key: nothing is in it but what its test puts there.
 *
 * @param key may do everything, unless its scopes are named
 */
record BrowsedProject(LocalPorts ports, String key) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static BrowsedProject create(TestSystem system, String name) {
        return create(system, name, Scope.values());
    }

    static BrowsedProject create(TestSystem system, String name, Scope... scopes) {
        try {
            ApiKeys keys = new ApiKeys(system.processes().database().dataSource());
            ApiKeys.NewKey made = keys.create(name, "browser test", Set.of(scopes));
            return new BrowsedProject(system.ports(), made.secret().value());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    SpanExporter exporter() {
        return OtlpGrpcSpanExporter.builder()
                .setEndpoint("http://localhost:" + ports.otlpGrpc())
                .addHeader("x-api-key", key)
                .build();
    }

    /** The demo's runs, a minute ago. */
    void runFleet() {
        runFleet(ports, key);
    }

    /** @param key one that may send */
    static void runFleet(LocalPorts ports, String key) {
        run(ports, key, List.of(start()));
    }

    /**
     * The demo's runs on days before today.
     *
     * @param times how often, beginning with yesterday
     */
    void runFleetBefore(int... times) {
        List<Instant> starts = IntStream.range(0, times.length)
                .boxed()
                .flatMap(day -> IntStream.range(0, times[day]).mapToObj(run -> start().minus(day + 1L, ChronoUnit.DAYS)
                        .minus(run, ChronoUnit.HOURS)))
                .toList();
        run(ports, key, starts);
    }

    private static void run(LocalPorts ports, String key, List<Instant> starts) {
        try (OpenTelemetryIntegration telemetry = OpenTelemetryIntegration.builder("demo-fleet")
                .endpoint("http://localhost:" + ports.otlpGrpc())
                .apiKey(key)
                .environment("demo")
                .enable()) {
            for (Instant start : starts) {
                DemoFleet.run(start);
                telemetry.flush();
            }
        }
    }

    /** All of it is of today, as far as that is possible shortly after midnight. */
    private static Instant start() {
        Instant now = Instant.now();
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS);
        Instant aMinuteAgo = now.minusSeconds(60);
        return aMinuteAgo.isBefore(midnight) ? midnight : aMinuteAgo;
    }

    /** Administration over query-api. */
    void post(String path, String json) {
        send(ports.query(), path, json);
    }

    /** OTLP as JSON. */
    void export(String path, String json) {
        send(ports.otlpHttp(), path, json);
    }

    private void send(int port, String path, String json) {
        HttpResponse<String> answer = answerTo(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isBetween(200, 299);
    }

    /** A JSON answer of query-api. */
    String get(String path) {
        HttpResponse<String> answer =
                answerTo(HttpRequest.newBuilder(URI.create("http://localhost:" + ports.query() + path)));
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> answerTo(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.header("x-api-key", key).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
