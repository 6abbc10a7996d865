package io.observabilityfactory.query.agent;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
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
    void latency_isCountedFromTheFastestToTheSlowestCall() {
        call("planner", "2026-03-01T09:30:00Z").insertInto(database);
        call("planner", "2026-03-01T10:10:00Z").insertInto(database);
        call("planner", "2026-03-01T10:11:00Z").insertInto(database);
        call("planner", "2026-03-01T12:00:00Z").insertInto(database);
        call("coder", "2026-03-01T09:30:00Z").insertInto(database);
        call("theirs", "2026-03-01T10:10:00Z")
                .with("project_id", TableRow.otherProject(database))
                .insertInto(database);
        TableRow.fillHours(database);

        JsonPath latency = get("/api/v1/agents/planner/latency" + MORNING)
                .then()
                .statusCode(200)
                .body("agent", is("planner"))
                .body("calls", is(3))
                .body("buckets.size()", is(13))
                .body("buckets.calls", contains(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2))
                .extract()
                .jsonPath();
        assertThat(latency.getDouble("buckets[0].fromMs")).isEqualTo(1, within(1e-6));
        assertThat(latency.getDouble("buckets[0].toMs")).isEqualTo(Math.pow(2, 1 / 8.0), within(1e-6));
        assertThat(latency.getDouble("buckets[12].fromMs")).isEqualTo(Math.pow(2, 12 / 8.0), within(1e-6));
        get("/api/v1/agents/theirs/latency" + MORNING).then().statusCode(404);
        get("/api/v1/agents/planner/latency?from=tomorrow")
                .then()
                .statusCode(400)
                .body("parameter", equalTo("from"));
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
        String cursor = get("/api/v1/agents" + MORNING + "&limit=1")
                .then()
                .body("items.agent", contains("(unknown)"))
                .extract()
                .path("nextCursor");
        get("/api/v1/agents" + MORNING + "&limit=2&cursor=" + cursor)
                .then()
                .body("items.agent", contains("coder", "planner"))
                .body("nextCursor", nullValue());
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

    @Test
    void stats_tellWhatTheAgentReportsAboutItsResources() {
        call("planner", "2026-03-01T10:10:00Z").insertInto(database);
        TableRow.fillHours(database);
        String[][] points = {
            {"01", "gpu_utilization", "0.5"},
            {"02", "gpu_utilization", "0.7"},
            {"03", "gpu_utilization", "NaN"},
            {"04", "memory_usage", "1024"},
            {"05", "queue_depth", "3"}
        };
        for (String[] point : points) {
            TableRow.metric(point[0], point[1], "2026-03-01T10:10:00Z", point[2])
                    .with("attributes", "{\"agent\": \"planner\"}")
                    .insertInto(database);
        }
        TableRow.metric("06", "queue_depth", "2026-03-01T10:10:00Z", "99")
                .with("service", "planner")
                .with("project_id", TableRow.otherProject(database))
                .insertInto(database);

        stats("planner", MORNING)
                .body("gpuUtilization", is(0.6f))
                .body("memoryUsage", is(1024.0f))
                .body("queueDepth", is(3.0f));
        get("/api/v1/agents" + MORNING).then().body("items.queueDepth", contains(3.0f));
        stats("planner", "?from=2026-02-01T00:00:00Z&to=2026-03-02T10:10:00Z").body("queueDepth", is(3.0f));
        stats("planner", "?from=2026-02-01T00:00:00Z&to=2026-03-02T10:11:00Z").body("queueDepth", nullValue());
    }

    @Test
    void longRange_isSummedFromDaysHoursAndMinutes() {
        // The day of March 2nd is whole; 23:30 on the 1st and 00:20 on the 3rd are minutes, 23:00 is not in the range.
        for (String minute : new String[] {
            "2026-03-01T22:10:00Z", "2026-03-01T23:10:00Z", "2026-03-01T23:30:00Z", "2026-03-02T00:00:00Z",
            "2026-03-02T23:59:00Z", "2026-03-03T00:20:00Z", "2026-03-03T01:29:00Z", "2026-03-03T01:30:00Z"
        }) {
            call("planner", minute).insertInto(database);
        }
        TableRow.fillHours(database);

        for (String[] range : new String[][] {
            {"2026-03-01T23:15:00Z", "2026-03-03T01:30:00Z", "5"},
            {"2026-03-01T23:00:00Z", "2026-03-03T00:00:00Z", "4"},
            {"2026-03-01T22:00:00Z", "2026-03-03T01:31:00Z", "8"},
            {"2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z", "2"},
            {"2026-03-02T00:01:00Z", "2026-03-02T23:59:00Z", "0"},
            {"2026-03-03T00:10:00Z", "2026-03-03T00:30:00Z", "1"}
        }) {
            get("/api/v1/agents?from=" + range[0] + "&to=" + range[1])
                    .then()
                    .body("items.calls.sum() ?: 0", is(Integer.parseInt(range[2])));
        }
    }

    @Test
    void compare_showsBothSidesTheirDifferencesAndWhatIsNoNoise() {
        for (int hour = 0; hour < 12; hour++) {
            String minute = "2026-03-01T%02d:00:00Z".formatted(hour);
            TableRow.usage("v1", minute)
                    .with("calls", "10")
                    .with("errors", "1")
                    .with("duration_nanos", "10000000")
                    .with("latency_counts", "{0,10}")
                    .with("cost_usd", hour % 2 == 0 ? "0.10" : "0.12")
                    .with("input_tokens", "100")
                    .insertInto(database);
            TableRow.usage("v2", minute)
                    .with("calls", "10")
                    .with("errors", "1")
                    .with("duration_nanos", "40000000")
                    .with("latency_counts", "{0,2,0,0,0,0,0,0,8}")
                    .with("cost_usd", hour % 2 == 0 ? "0.30" : "0.28")
                    .with("input_tokens", "100")
                    .insertInto(database);
        }
        TableRow.fillHours(database);

        get("/api/v1/agents/compare?a=v1&b=v2&from=2026-03-01T00:00:00Z&to=2026-03-01T12:00:00Z")
                .then()
                .statusCode(200)
                .body("by", is("agent"))
                .body("a.name", is("v1"))
                .body("a.stats.calls", is(120))
                .body("b.stats.avgLatencyMs", is(4.0f))
                .body("differences.avgLatencyMs.difference", is(3))
                .body("differences.avgLatencyMs.relative", is(3.0f))
                .body("differences.errorRate.difference", is(0))
                .body("tests.find { it.figure == 'latencyMs' }.significant", is(true))
                .body("tests.find { it.figure == 'latencyMs' }.effect", is(0.9f))
                .body("tests.find { it.figure == 'avgCostUsd' }.significant", is(true))
                .body("tests.find { it.figure == 'errorRate' }.significant", is(false))
                .body("tests.find { it.figure == 'timeoutRate' }.pValue", nullValue())
                .body("tests.find { it.figure == 'timeoutRate' }.remark", containsString("fewer than 5"));
    }

    @Test
    void compare_holdsModelsAndVersionsAgainstEachOther() {
        TableRow.usage("planner", "2026-03-01T10:10:00Z").with("model", "large").insertInto(database);
        TableRow.usage("planner", "2026-03-01T10:11:00Z").with("model", "small").insertInto(database);
        TableRow.usage("coder", "2026-03-01T10:12:00Z").with("model", "small").insertInto(database);
        TableRow.fillHours(database);
        TableRow.release("1.0", "planner", "2026-03-01T10:00:00Z").insertInto(database);
        TableRow.release("1.1", "planner", "2026-03-01T11:00:00Z")
                .with("calls", "3")
                .insertInto(database);
        TableRow.release("1.1", "coder", "2026-03-01T11:00:00Z").insertInto(database);

        get("/api/v1/agents/compare" + MORNING + "&by=model&a=large&b=small")
                .then()
                .body("a.stats.agent", is("(all)"))
                .body("b.stats.calls", is(2));
        get("/api/v1/agents/compare" + MORNING + "&by=model&a=large&b=small&agent=planner")
                .then()
                .body("b.stats.calls", is(1));
        get("/api/v1/agents/compare" + MORNING + "&by=version&a=1.0&b=1.1&agent=planner")
                .then()
                .statusCode(200)
                .body("from", is("2026-03-01T08:00:00Z"))
                .body("a.stats.calls", is(1))
                .body("b.stats.calls", is(3));
    }

    @Test
    void compare_saysWhatItCannotCompare() {
        call("planner", "2026-03-01T10:10:00Z").insertInto(database);
        call("theirs", "2026-03-01T10:10:00Z")
                .with("project_id", TableRow.otherProject(database))
                .insertInto(database);
        TableRow.fillHours(database);
        String compare = "/api/v1/agents/compare" + MORNING;

        get(compare + "&a=planner&b=theirs").then().statusCode(404).body("detail", containsString("theirs"));
        get(compare + "&a=planner").then().statusCode(400).body("parameter", is("b"));
        get(compare + "&a=planner&b=planner").then().statusCode(400).body("parameter", is("b"));
        get(compare + "&a=planner&b=x&by=colour").then().statusCode(400).body("parameter", is("by"));
    }

    @Test
    void agents_areExportedAsCsv() {
        call("planner", "2026-03-01T10:10:00Z").insertInto(database);
        TableRow.fillHours(database);

        String csv = given().accept("text/csv").get("/api/v1/agents" + MORNING).asString();

        assertThat(csv.lines().findFirst().orElseThrow()).startsWith("agent,from,to,calls,avgLatencyMs");
        assertThat(csv.lines().skip(1)).singleElement().asString().startsWith("planner,2026-03-01T08:30:00Z,");
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
