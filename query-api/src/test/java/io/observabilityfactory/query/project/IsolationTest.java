package io.observabilityfactory.query.project;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.query.TableRow;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever another project has stored, the answer to every question is what it would be without that. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class IsolationTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String ROOT = "00000000000000a1";
    private static final String CALL = "00000000000000a2";
    private static final String TIME = "2026-03-01T10:00:00Z";
    private static final long MILLIS = Instant.parse(TIME).toEpochMilli();
    private static final String DAY = "from=2026-03-01&to=2026-03-02";

    /** A question for each path, of which the rows below are part of the answer. */
    private static final Map<String, String> QUESTIONS = Map.ofEntries(
            Map.entry("/api/v1/agents", "?" + DAY),
            Map.entry("/api/v1/agents/{agent}/stats", "?" + DAY),
            Map.entry("/api/v1/agents/{agent}/latency", "?" + DAY),
            Map.entry("/api/v1/agents/compare", "?by=version&a=1.0&b=1.1&" + DAY),
            Map.entry("/api/v1/costs/report", "?" + DAY),
            Map.entry("/api/v1/costs/breakdown", "?by=user&" + DAY),
            Map.entry("/api/v1/ledger", "?" + DAY),
            Map.entry("/api/v1/ledger/rejections", "?" + DAY),
            Map.entry("/api/v1/ledger/waiting", ""),
            Map.entry("/api/v1/logs", "?" + DAY),
            Map.entry("/api/v1/metrics", ""),
            Map.entry("/api/v1/metrics/series", "?name=queue_depth&step=PT1H&" + DAY),
            Map.entry("/api/v1/savings", "?" + DAY),
            Map.entry("/api/v1/sessions", "?" + DAY),
            Map.entry("/api/v1/sessions/{session}", ""),
            Map.entry("/api/v1/traces", "?" + DAY),
            Map.entry("/api/v1/traces/{id}", ""),
            Map.entry("/api/v1/traces/{id}/tree", ""),
            Map.entry("/api/v1/traces/{id}/bottlenecks", ""),
            Map.entry("/api/v1/users", "?" + DAY),
            Map.entry("/jaeger/api/services", ""),
            Map.entry("/jaeger/api/services/{service}/operations", ""),
            Map.entry("/jaeger/api/operations", "?service=trips"),
            Map.entry("/jaeger/api/traces", "?service=trips&start=" + MILLIS + "000&end=" + (MILLIS + 60_000) + "000"),
            Map.entry("/jaeger/api/traces/{traceId}", ""),
            Map.entry("/jaeger/api/dependencies", "?lookback=3600000&endTs=" + (MILLIS + 60_000)));

    /** Of sessions of the web UI and of projects as such, and what other services answer: those see to it themselves. */
    private static final Set<String> NOT_OF_ROWS = Set.of(
            "/api/v1/session",
            "/api/v1/session/ways",
            "/api/v1/projects",
            "/api/v1/costs/spans/{traceId}/{spanId}",
            "/api/v1/costs/unpriced",
            "/api/v1/api-keys");

    private static final Map<String, String> IN_PATHS = Map.of(
            "{agent}", "planner",
            "{session}", "conversation",
            "{id}", TRACE,
            "{traceId}", TRACE,
            "{service}", "trips");

    @TestHTTPResource(value = "/", management = true)
    String management;

    TestDatabase database;

    private String other = "";

    @BeforeEach
    void clear() {
        TableRow.clear(database);
        other = TableRow.otherProject(database);
    }

    @Test
    void everyPathThatReads_isAsked() {
        Map<String, Map<String, ?>> paths =
                given().get(management + "openapi?format=json").jsonPath().getMap("paths");

        Set<String> read = new TreeSet<>();
        paths.forEach((path, operations) -> {
            if (operations.containsKey("get") && !path.contains("{rest}") && !NOT_OF_ROWS.contains(path)) {
                read.add(path);
            }
        });
        assertThat(read).isEqualTo(new TreeSet<>(QUESTIONS.keySet()));
    }

    @Test
    void rowsOfAnotherProject_changeNoAnswer() {
        Map<String, String> withoutRows = answers();
        storeEverythingOf(other);
        Map<String, String> withRowsOfAnother = answers();
        TableRow.clear(database);
        storeEverythingOf("1");
        Map<String, String> withRowsOfItsOwn = answers();

        assertThat(withRowsOfAnother).isEqualTo(withoutRows);
        assertThat(withRowsOfItsOwn)
                .allSatisfy(
                        (path, answer) -> assertThat(answer).startsWith("200 ").isNotEqualTo(withoutRows.get(path)));
    }

    private static Map<String, String> answers() {
        return QUESTIONS.keySet().stream().collect(toMap(path -> path, IsolationTest::answer));
    }

    private static String answer(String path) {
        String asked = path;
        for (Map.Entry<String, String> parameter : IN_PATHS.entrySet()) {
            asked = asked.replace(parameter.getKey(), parameter.getValue());
        }
        Response response = given().urlEncodingEnabled(false).get(asked + QUESTIONS.get(path));
        return response.statusCode() + " " + response.asString();
    }

    private void storeEverythingOf(String project) {
        for (TableRow row : List.of(
                span(ROOT).with("span_type", "agent").with("service", "trips"),
                span(CALL)
                        .with("parent_span_id", "\\x" + ROOT)
                        .with("span_type", "llm")
                        .with("status", "error")
                        .with("service", "models")
                        .with("input_tokens", "10"),
                TableRow.spanCost(TRACE, ROOT, TIME).with("billing", "no_usage"),
                TableRow.spanCost(TRACE, CALL, TIME).with("agent", "planner").with("total_usd", "1"),
                TableRow.trace(TRACE, TIME)
                        .with("session_id", "conversation")
                        .with("user_id", "ann")
                        .with("labels", "{" + project + "/service/models," + project + "/service/trips}"),
                TableRow.usage("planner", TIME)
                        .with("input_tokens", "10")
                        .with("cost_usd", "1")
                        .with("latency_counts", "{0,1}"),
                TableRow.facet("user", "ann", TIME, "1"),
                TableRow.facet("session", "conversation", TIME, "1"),
                TableRow.release("1.0", "planner", TIME),
                TableRow.release("1.1", "planner", TIME),
                TableRow.logRecord("01", TIME, "\"hello\""),
                TableRow.metric("01", "queue_depth", TIME, "3"),
                TableRow.batch(TIME, "5"),
                TableRow.rejected(TIME, "no trace id"))) {
            row.with("project_id", project).insertInto(database);
        }
        TableRow.fillHours(database);
    }

    private static TableRow span(String id) {
        return TableRow.span(TRACE, id, TIME).with("agent", "planner");
    }
}
