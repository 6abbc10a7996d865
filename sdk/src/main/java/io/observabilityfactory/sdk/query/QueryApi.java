package io.observabilityfactory.sdk.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server. Each question waits for its answer, at most ten seconds, and throws a {@link QueryException} when there is
 * none: unlike recording, asking is of no use without an answer.
 */
public final class QueryApi {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final int MOST_PAGES = 20;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final ObservabilityConfig.Server server;
    private @Nullable HttpClient http;

    private QueryApi(ObservabilityConfig.Server server) {
        this.server = server;
    }

    public static QueryApi of(ObservabilityConfig.Server server) {
        return new QueryApi(server);
    }

    /**
     * A trace by its id, or the newest one of a run by the run's id.
     *
     * @throws NotFoundException when there is none, or not yet
     */
    public Trace trace(String traceIdOrRunId) {
        return read(Trace.class, get(server.url(), "/api/v1/traces/" + encoded(traceIdOrRunId), Map.of()));
    }

    /** As {@link #trace}, empty when there is none. */
    public Optional<Trace> findTrace(String traceIdOrRunId) {
        try {
            return Optional.of(trace(traceIdOrRunId));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Statistics of an agent.
     *
     * @param from null for 24 hours before {@code to}
     * @param to null for now
     * @throws NotFoundException when it did nothing in that time
     */
    public AgentStats stats(String agent, @Nullable Instant from, @Nullable Instant to) {
        return read(
                AgentStats.class,
                get(server.url(), "/api/v1/agents/" + encoded(agent) + "/stats", query("from", from, "to", to)));
    }

    /** What was spent from one day to another, both included, in UTC. */
    public CostReport costReport(LocalDate from, LocalDate to) {
        return read(CostReport.class, get(server.url(), "/api/v1/costs/report", query("from", from, "to", to)));
    }

    /** Shares of the spending of the last 30 days. @param by agent, model, provider, service or environment */
    public CostBreakdown costBreakdown(String by) {
        return read(CostBreakdown.class, get(server.url(), "/api/v1/costs/breakdown", query("by", by, "to", null)));
    }

    /** All budgets, each with its state. */
    public List<Budget> budgets() {
        List<Budget> budgets = new ArrayList<>();
        String cursor = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode answer = get(server.alertsUrl(), "/api/v1/budgets", query("cursor", cursor, "limit", null));
            answer.path("items").forEach(item -> budgets.add(read(Budget.class, item)));
            cursor = answer.path("nextCursor").asText("");
            if (cursor.isEmpty() || cursor.equals("null")) {
                return budgets;
            }
        }
        return budgets;
    }

    /** Creates a budget, or replaces the one of that name. */
    public void putBudget(Budget budget) {
        JsonNode named = get(server.alertsUrl(), "/api/v1/budgets", query("name", budget.name(), "limit", null));
        Optional<Budget> known = Optional.empty();
        for (JsonNode item : named.path("items")) {
            Budget found = read(Budget.class, item);
            known = found.name().equals(budget.name()) ? Optional.of(found) : known;
        }
        String path = known.map(there -> "/api/v1/budgets/" + Objects.requireNonNull(there.id()))
                .orElse("/api/v1/budgets");
        String body = write(budget);
        HttpRequest.Builder request = request(server.alertsUrl() + path).header("Content-Type", "application/json");
        HttpResponse<String> answer = send(
                known.isPresent()
                        ? request.PUT(BodyPublishers.ofString(body))
                        : request.POST(BodyPublishers.ofString(body)));
        if (answer.statusCode() != OK && answer.statusCode() != CREATED && answer.statusCode() != NO_CONTENT) {
            throw refused(path, answer);
        }
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

    private static QueryException refused(String path, HttpResponse<String> answer) {
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
    private static String detail(HttpResponse<String> answer) {
        String body = answer.body();
        try {
            return JSON.readTree(body).path("detail").asText(body);
        } catch (JsonProcessingException e) {
            return body.length() > 200 ? body.substring(0, 200) : body;
        }
    }

    private static JsonNode tree(String path, HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new QueryException(path + " does not answer with JSON", e);
        }
    }

    private static <T> T read(Class<T> type, JsonNode json) {
        try {
            return JSON.treeToValue(json, type);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new QueryException("the answer is no " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private static String write(Budget budget) {
        try {
            return JSON.writeValueAsString(budget);
        } catch (JsonProcessingException e) {
            throw new QueryException("the budget cannot be written as JSON", e);
        }
    }

    private static Map<String, String> query(
            String first, @Nullable Object firstValue, String second, @Nullable Object secondValue) {
        Map<String, String> query = new TreeMap<>();
        if (firstValue != null) {
            query.put(first, firstValue.toString());
        }
        if (secondValue != null) {
            query.put(second, secondValue.toString());
        }
        return query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
