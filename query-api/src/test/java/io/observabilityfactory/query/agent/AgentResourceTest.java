package io.observabilityfactory.query.agent;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.observabilityfactory.query.TableRow;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class AgentResourceTest {

    private static final String MORNING = "?from=2026-03-01T08:30:30Z&to=2026-03-01T12:00:00Z";

    TestDatabase database;

    @BeforeEach
    void clear() {
        TableRow.clear(database);
    }

    @Test
    void stats_addUpTheRangeOverMinutesAndHours() {
        call("planner", "2026-03-01T08:29:00Z").insertInto(database);
        call("planner", "2026-03-01T08:30:00Z").insertInto(database);
        call("planner", "2026-03-01T10:10:00Z")
                .with("errors", "1")
                .with("timeouts", "1")
                .insertInto(database);
        call("planner", "2026-03-01T12:00:00Z").insertInto(database);
        call("coder", "2026-03-01T10:10:00Z").insertInto(database);
        TableRow.fillHours(database);

        JsonPath stats = stats("planner", MORNING).statusCode(200).extract().jsonPath();

        assertThat(stats.getString("agent")).isEqualTo("planner");
        assertThat(stats.getString("from")).isEqualTo("2026-03-01T08:30:00Z");
        assertThat(stats.getString("to")).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(stats.getLong("calls")).isEqualTo(2);
        assertThat(stats.getDouble("avgLatencyMs")).isEqualTo(2, within(1e-6));
        assertThat(stats.getDouble("p50LatencyMs")).isEqualTo(Math.pow(2, 0.5 / 8), within(1e-6));
        assertThat(stats.getDouble("p95LatencyMs")).isEqualTo(Math.pow(2, 12.5 / 8), within(1e-6));
        assertThat(stats.getDouble("p99LatencyMs")).isEqualTo(Math.pow(2, 12.5 / 8), within(1e-6));
        assertThat(stats.getDouble("tokensPerSecond")).isEqualTo(1000, within(1e-3));
        assertThat(stats.getDouble("throughputPerMinute")).isEqualTo(2 / 210.0, within(1e-6));
        assertThat(stats.getLong("totalTokens")).isEqualTo(24);
        assertThat(stats.getDouble("totalCostUsd")).isEqualTo(0.5);
        assertThat(stats.getDouble("avgCostUsd")).isEqualTo(0.25);
        assertThat(stats.getDouble("costPerDayUsd")).isEqualTo(0.5 * 24 / 3.5, within(1e-6));
        assertThat(stats.getDouble("successRate")).isEqualTo(0.5);
        assertThat(stats.getDouble("errorRate")).isEqualTo(0.5);
        assertThat(stats.getDouble("timeoutRate")).isEqualTo(0.5);
    }

    @Test
    void agents_comeAsCsvToo() {
        call("=planner", "2026-03-01T10:10:00Z").insertInto(database);
        TableRow.fillHours(database);

        assertThat(given().accept("text/csv")
                        .get("/api/v1/agents" + MORNING)
                        .then()
                        .statusCode(200)
                        .contentType("text/csv")
                        .extract()
                        .asString())
                .startsWith("agent,from,to,calls,avgLatencyMs,")
                .contains("\n'=planner,2026-03-01T08:30:00Z,2026-03-01T12:00:00Z,1,")
                .hasLineCount(2);
        assertThat(given().accept("text/csv")
                        .get("/api/v1/agents?from=2026-03-02&to=2026-03-03")
                        .asString())
                .as("names, and nothing below them")
                .startsWith("agent,from,")
                .hasLineCount(1);
        given().accept("text/csv")
                .get("/api/v1/agents?from=never")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("parameter", equalTo("from"));
    }

    @Test
    void agents_areAllThatDidSomething() {
        call("planner", "2026-03-01T10:10:00Z").insertInto(database);
        call("coder", "2026-03-01T10:10:00Z").insertInto(database);
        call("", "2026-03-01T10:10:00Z").insertInto(database);
        call("late", "2026-03-01T13:00:00Z").insertInto(database);
        call("moved away", "2026-03-01T10:10:00Z")
                .with("calls", "0")
                .with("input_tokens", "0")
                .with("output_tokens", "0")
                .with("reasoning_tokens", "0")
                .insertInto(database);
        TableRow.fillHours(database);

        get("/api/v1/agents" + MORNING)
                .then()
                .statusCode(200)
                .body("items.agent", contains("(unknown)", "coder", "planner"))
                .body("items.calls", contains(1, 1, 1))
                .body("$", hasKey("nextCursor"))
                .body("nextCursor", nullValue());
        stats("(unknown)", MORNING).statusCode(200).body("calls", is(1));
    }

    @Test
    void agents_areThoseOfTheLastDayByDefault() {
        call("recent", Instant.now().minus(Duration.ofHours(23)).toString().substring(0, 16) + ":00Z")
                .insertInto(database);
        call("former", Instant.now().minus(Duration.ofHours(25)).toString().substring(0, 16) + ":00Z")
                .insertInto(database);
        TableRow.fillHours(database);

        get("/api/v1/agents").then().statusCode(200).body("items.agent", contains("recent"));
    }

    @Test
    void unknownAgent_isNotFound() {
        stats("nobody", MORNING).statusCode(404).contentType("application/problem+json");
    }

    @Test
    void agents_ofAnotherProjectAreNotShown() {
        call("planner", "2026-03-01T10:10:00Z")
                .with("project_id", TableRow.otherProject(database))
                .insertInto(database);
        TableRow.fillHours(database);

        get("/api/v1/agents" + MORNING).then().statusCode(200).body("items", empty());
        stats("planner", MORNING).statusCode(404);
    }

    @Test
    void badRange_isRefusedWithTheNameOfTheParameter() {
        get("/api/v1/agents?from=tomorrow").then().statusCode(400).body("parameter", equalTo("from"));
        get("/api/v1/agents?to=2026-13-01").then().statusCode(400).body("parameter", equalTo("to"));
        stats("planner", "?from=2026-03-02&to=2026-03-01").statusCode(400).body("parameter", equalTo("to"));
        stats("planner", "?from=2025-01-01&to=2026-03-01").statusCode(400).body("parameter", equalTo("from"));
    }

    private static ValidatableResponse stats(String agent, String range) {
        return get("/api/v1/agents/" + agent + "/stats" + range).then();
    }

    /** One call at ten o'clock takes 3 ms, the others 1 ms each. */
    private static TableRow call(String agent, String minute) {
        boolean slow = minute.contains("T10:");
        return TableRow.usage(agent, minute)
                .with("duration_nanos", slow ? "3000000" : "1000000")
                // Buckets from 1.00 and from 2.83 ms.
                .with("latency_counts", slow ? "{0,0,0,0,0,0,0,0,0,0,0,0,0,1}" : "{0,1}")
                .with("input_tokens", "10")
                .with("output_tokens", "1")
                .with("reasoning_tokens", "1")
                .with("cost_usd", "0.25");
    }
}
