package io.observabilityfactory.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.local.LocalException;
import io.observabilityfactory.local.LocalPorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The HTTP interfaces of a running local system. */
public final class LocalApi {

    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final LocalPorts ports;

    public LocalApi(LocalPorts ports) {
        this.ports = ports;
    }

    /** The folded picture of a trace, empty while it has not arrived. */
    public Optional<String> tree(String runId) {
        return get(ports.query(), "/api/v1/traces/" + runId + "/tree").map(HttpResponse::body);
    }

    /** How many spans of a trace have been charged for so far. */
    public long paidSpans(String traceId) {
        return query("/api/v1/traces/" + traceId).stream()
                .flatMap(trace -> StreamSupport.stream(trace.get("spans").spliterator(), false))
                .filter(span -> span.get("billed").booleanValue())
                .count();
    }

    /** A JSON answer of query-api, empty for 404. */
    public Optional<JsonNode> query(String path) {
        return get(ports.query(), path).map(this::parse);
    }

    /** Whether there is a budget of that name of which nothing is left today. */
    public boolean isUsedUpToday(String budget) {
        return get(ports.alert(), "/api/v1/budgets").map(this::parse).stream()
                .flatMap(page -> StreamSupport.stream(page.get("items").spliterator(), false))
                .filter(item -> item.get("name").textValue().equals(budget))
                .flatMap(item -> get(ports.alert(), "/api/v1/budgets/" + item.get("id")).map(this::parse).stream())
                .anyMatch(item -> item.get("today").get("severity").textValue().equals("critical"));
    }

    /** Creates a budget unless there is one of that name. */
    public void createBudget(String name, String amountUsd, String recipient) {
        String body = json.createObjectNode()
                .put("name", name)
                .put("amountUsd", new java.math.BigDecimal(amountUsd))
                .set("recipients", json.createArrayNode().add(recipient))
                .toString();
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(ports.alert(), "/api/v1/budgets"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
        if (answer.statusCode() != 201 && answer.statusCode() != CONFLICT) {
            throw new LocalException("the budget was refused: " + answer.body());
        }
    }

    private Optional<HttpResponse<String>> get(int port, String path) {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(uri(port, path)).build());
        if (answer.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        if (answer.statusCode() != 200) {
            throw new LocalException(path + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return Optional.of(answer);
    }

    private JsonNode parse(HttpResponse<String> answer) {
        try {
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new LocalException(answer.uri() + " does not answer with JSON", e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new LocalException(request.uri() + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("interrupted", e);
        }
    }

    private static URI uri(int port, String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
