package io.observabilityfactory.sdk.query;

import static io.observabilityfactory.sdk.query.ServerConnection.encoded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.observabilityfactory.sdk.config.ObservabilityConfig;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server. Each question waits for its answer, at most ten seconds, and throws a {@link QueryException} when there is
 * none: unlike recording, asking is of no use without an answer. Long answers come in parts, each of which may take as long.
 *
 * <pre>{@code
 * QueryApi queries = telemetry.queries();
 * queries.trace("training_job_001").spans().forEach(span -> System.out.println(span.name()));
 * }</pre>
 */
public final class QueryApi {

    private static final String TRACES = "/api/v1/traces/";
    private static final String BUDGETS = "/api/v1/budgets";
    private static final int MOST_PAGES = 20;

    /** Of a trace; it is all in memory before anything is answered. */
    private static final int MOST_SPANS = 100_000;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final ServerConnection server;

    private QueryApi(ServerConnection server) {
        this.server = server;
    }

    /** Questions to the server that a configuration names. Nothing is connected before the first one. */
    public static QueryApi of(ObservabilityConfig.Server server) {
        return new QueryApi(new ServerConnection(server, JSON));
    }

    /**
     * A trace by its id, or the newest one of a run by the run's id.
     *
     * @throws NotFoundException when there is none, or not yet
     * @throws QueryException when the server does not answer, or the trace has more than 100,000 spans
     */
    public Trace trace(String traceIdOrRunId) {
        JsonNode page = server.get(TRACES + encoded(traceIdOrRunId), Map.of());
        Trace trace = read(Trace.class, page);
        String cursor = nextCursor(page);
        if (cursor == null) {
            return trace;
        }
        List<Span> spans = new ArrayList<>(trace.spans());
        while (cursor != null) {
            // By its own id: meanwhile the run's id may be that of a newer trace.
            page = server.get(TRACES + encoded(trace.traceId()), query("cursor", cursor));
            List<Span> more = read(Trace.class, page).spans();
            spans.addAll(more);
            if (more.isEmpty() || spans.size() > MOST_SPANS) {
                throw new QueryException("trace " + trace.traceId() + " of " + trace.spanCount()
                        + " spans cannot be read whole: the answer breaks off after " + spans.size());
            }
            cursor = nextCursor(page);
        }
        return trace.withSpans(spans);
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
                server.get("/api/v1/agents/" + encoded(agent) + "/stats", query("from", from, "to", to)));
    }

    /** What was spent from one day to another, both included, in UTC. */
    public CostReport costReport(LocalDate from, LocalDate to) {
        return read(CostReport.class, server.get("/api/v1/costs/report", query("from", from, "to", to)));
    }

    /**
     * Shares of the spending of the last 30 days.
     *
     * @param by agent, model, provider, service or environment
     */
    public CostBreakdown costBreakdown(String by) {
        return read(CostBreakdown.class, server.get("/api/v1/costs/breakdown", query("by", by)));
    }

    /** All budgets, each with its state. */
    public List<Budget> budgets() {
        List<Budget> budgets = new ArrayList<>();
        String cursor = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode answer = server.getFromAlerts(BUDGETS, query("cursor", cursor));
            answer.path("items").forEach(item -> budgets.add(read(Budget.class, item)));
            cursor = nextCursor(answer);
            if (cursor == null) {
                break;
            }
        }
        return budgets;
    }

    /** Creates a budget, or replaces the one of that name. */
    public void putBudget(Budget budget) {
        Optional<Budget> known = Optional.empty();
        for (JsonNode item :
                server.getFromAlerts(BUDGETS, query("name", budget.name())).path("items")) {
            Budget found = read(Budget.class, item);
            known = found.name().equals(budget.name()) ? Optional.of(found) : known;
        }
        if (known.isPresent()) {
            String id = Objects.requireNonNull(known.get().id()).toString();
            server.writeToAlerts("PUT", BUDGETS + "/" + id, write(budget));
        } else {
            server.writeToAlerts("POST", BUDGETS, write(budget));
        }
    }

    /** Null on the last page. */
    private static @Nullable String nextCursor(JsonNode page) {
        String cursor = page.path("nextCursor").textValue();
        return cursor == null || cursor.isEmpty() ? null : cursor;
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

    private static Map<String, String> query(String name, @Nullable Object value) {
        return value == null ? Map.of() : Map.of(name, value.toString());
    }

    private static Map<String, String> query(
            String first, @Nullable Object firstValue, String second, @Nullable Object secondValue) {
        Map<String, String> query = new TreeMap<>(query(first, firstValue));
        query.putAll(query(second, secondValue));
        return query;
    }
}
