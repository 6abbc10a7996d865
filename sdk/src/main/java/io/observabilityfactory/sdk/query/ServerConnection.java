package io.observabilityfactory.sdk.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.sdk.config.ObservabilityConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One request, one answer. Whatever is no good answer is a {@link QueryException} that tells what the server said. */
final class ServerConnection {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    /** OK, created, no content. */
    private static final Set<Integer> WRITTEN = Set.of(OK, 201, 204);

    private static final int LONGEST_DETAIL = 200;

    private final ObservabilityConfig.Server server;
    private final ObjectMapper json;
    private @Nullable HttpClient http;

    ServerConnection(ObservabilityConfig.Server server, ObjectMapper json) {
        this.server = server;
        this.json = json;
    }

    /**
     * Asks query-api.
     *
     * @throws NotFoundException when what is asked about is not there
     */
    JsonNode get(String path, Map<String, String> query) {
        return get(server.url(), path, query);
    }

    /** Asks alert-service. */
    JsonNode getFromAlerts(String path, Map<String, String> query) {
        return get(server.alertsUrl(), path, query);
    }

    private JsonNode get(String base, String path, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer = send(request(base + path + (parameters.isEmpty() ? "" : "?" + parameters))
                .GET());
        if (answer.statusCode() == NOT_FOUND) {
            throw new NotFoundException(path + ": " + detail(answer));
        }
        if (answer.statusCode() != OK) {
            throw refused(path, answer);
        }
        return tree(path, answer);
    }

    /** Writes to alert-service, by POST or PUT. */
    void writeToAlerts(String method, String path, String body) {
        HttpResponse<String> answer = send(request(server.alertsUrl() + path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
        if (!WRITTEN.contains(answer.statusCode())) {
            throw refused(path, answer);
        }
    }

    private QueryException refused(String path, HttpResponse<String> answer) {
        return new QueryException(path + " answers " + answer.statusCode() + ": " + detail(answer));
    }

    private HttpRequest.Builder request(String uri) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(uri)).timeout(TIMEOUT).header("Accept", "application/json");
        return server.apiKey() == null ? request : request.header("x-api-key", server.apiKey());
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            return http().send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new QueryException(request.uri() + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException("interrupted while waiting for " + request.uri(), e);
        }
    }

    /** Made when it is first needed: it has a thread of its own, and most processes only send. */
    private synchronized HttpClient http() {
        if (http == null) {
            http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
        }
        return http;
    }

    /** The sentence of a problem that was answered, or the beginning of whatever was. */
    private String detail(HttpResponse<String> answer) {
        String body = answer.body();
        try {
            return json.readTree(body).path("detail").asText(body);
        } catch (JsonProcessingException e) {
            return body.length() > LONGEST_DETAIL ? body.substring(0, LONGEST_DETAIL) : body;
        }
    }

    private JsonNode tree(String path, HttpResponse<String> answer) {
        try {
            return json.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new QueryException(path + " does not answer with JSON", e);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
