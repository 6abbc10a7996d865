package io.observabilityfactory.query.cost;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.observabilityfactory.model.trace.SpanType;
import io.observabilityfactory.query.TableRow;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class CostResourceTest {

    private static final String CLOCK_CHANGE = "?from=2026-03-28&to=2026-03-30&timeZone=Europe/Berlin";

    TestDatabase database;

    @BeforeEach
    void clear() {
        TableRow.clear(database);
    }

    @Test
    void report_splitsDaysAtTheMidnightsOfTheZone() {
        call("coder", "2026-03-27T22:59:00Z", "100").insertInto(database);
        call("coder", "2026-03-27T23:00:00Z", "1").insertInto(database);
        call("coder", "2026-03-28T22:59:00Z", "2").insertInto(database);
        call("coder", "2026-03-28T23:00:00Z", "4").insertInto(database);
        call("coder", "2026-03-29T21:59:00Z", "8").insertInto(database);
        call("coder", "2026-03-29T22:00:00Z", "16").insertInto(database);
        call("coder", "2026-03-30T21:59:00Z", "32").insertInto(database);
        call("coder", "2026-03-30T22:00:00Z", "100").insertInto(database);
        TableRow.fillHours(database);

        report(CLOCK_CHANGE)
                .statusCode(200)
                .body("from", equalTo("2026-03-28"))
                .body("to", equalTo("2026-03-30"))
                .body("timeZone", equalTo("Europe/Berlin"))
                .body("days.date", contains("2026-03-28", "2026-03-29", "2026-03-30"))
                .body("days.costUsd", contains(3, 12, 48))
                .body("days.tokens", contains(20, 20, 20))
                .body("totalUsd", is(63))
                .body("averagePerDayUsd", is(21))
                .body("totalTokens", is(60));
    }

    @Test
    void report_splitsDaysOfAZoneOffTheHour() {
        call("coder", "2026-03-01T18:14:00Z", "1").insertInto(database);
        call("coder", "2026-03-01T18:15:00Z", "2").insertInto(database);
        TableRow.fillHours(database);

        report("?from=2026-03-01&to=2026-03-02&timeZone=Asia/Kathmandu").body("days.costUsd", contains(1, 2));
    }

    @Test
    void report_groupsByAgentDearestFirst() {
        call("coder", "2026-03-28T10:00:00Z", "0.000001").insertInto(database);
        call("planner", "2026-03-28T10:00:00Z", "0.000002").insertInto(database);
        call("", "2026-03-28T10:00:00Z", "0.000003").insertInto(database);
        call("planner", "2026-03-28T10:00:00Z", "0")
                .with("span_type", "agent")
                .with("input_tokens", "0")
                .insertInto(database);
        TableRow.fillHours(database);

        report(CLOCK_CHANGE)
                .body("groups.key", contains("(unknown)", "planner", "coder"))
                .body("groups.share", contains(0.5f, 0.3333f, 0.1667f))
                .body("groups.tokens", contains(10, 10, 10))
                .body("groups.calls", contains(1, 1, 1))
                .body("mostExpensiveAgent.agent", equalTo("planner"))
                .body("days.costUsd", contains(6e-6f, 0, 0));
        assertThat(get("/api/v1/costs/report" + CLOCK_CHANGE).asString())
                .contains("\"mostExpensiveAgent\":{\"agent\":\"planner\",\"costUsd\":0.000002}");
    }

    @ParameterizedTest
    @CsvSource({"agent,coder", "model,large-1", "provider,acme", "service,trips", "environment,(unknown)"})
    void report_groupsByEachDimension(String dimension, String key) {
        call("coder", "2026-03-28T10:00:00Z", "1")
                .with("model", "large-1")
                .with("provider", "acme")
                .with("service", "trips")
                .insertInto(database);
        TableRow.fillHours(database);

        report(CLOCK_CHANGE + "&groupBy=" + dimension)
                .body("groups.key", contains(key))
                .body("mostExpensiveAgent.agent", equalTo("coder"));
        get("/api/v1/costs/breakdown?from=2026-03-28&to=2026-03-29&by=" + dimension)
                .then()
                .body("by", equalTo(dimension))
                .body("groups.key", contains(key));
    }

    @Test
    void report_showsWhatHasNoPriceAsUnknown() {
        call("coder", "2026-03-28T10:00:00Z", "0").with("unpriced_tokens", "10").insertInto(database);
        TableRow.fillHours(database);

        report(CLOCK_CHANGE)
                .body("totalUsd", nullValue())
                .body("averagePerDayUsd", nullValue())
                .body("totalTokens", is(10))
                .body("unpricedTokens", is(10))
                .body("mostExpensiveAgent", nullValue())
                .body("days.costUsd", contains(null, 0, 0))
                .body("groups[0].costUsd", nullValue())
                .body("groups[0].share", nullValue());
    }

    @Test
    void report_ofNothingIsZero() {
        report(CLOCK_CHANGE)
                .statusCode(200)
                .body("totalUsd", is(0))
                .body("mostExpensiveAgent", nullValue())
                .body("groups", empty());
    }

    @Test
    void costs_comeAsCsvToo() {
        call("coder", "2026-03-28T10:00:00Z", "1.5").insertInto(database);
        call("planner", "2026-03-28T10:00:00Z", "0.5").insertInto(database);
        TableRow.fillHours(database);

        assertThat(csv("/api/v1/costs/report" + CLOCK_CHANGE))
                .isEqualTo("date,costUsd,tokens\n2026-03-28,2,20\n2026-03-29,0,0\n2026-03-30,0,0\n");
        assertThat(csv("/api/v1/costs/breakdown?from=2026-03-28&to=2026-03-29"))
                .isEqualTo("key,costUsd,share,tokens,calls\ncoder,1.5,0.75,10,1\nplanner,0.5,0.25,10,1\n");
    }

    private static String csv(String path) {
        return given().accept("text/csv")
                .get(path)
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();
    }

    @Test
    void breakdown_sharesOutTheWhole() {
        for (String agent : new String[] {"a", "b", "c"}) {
            call(agent, "2026-03-28T10:00:00Z", "1.10").insertInto(database);
        }
        TableRow.fillHours(database);

        get("/api/v1/costs/breakdown?from=2026-03-28&to=2026-03-29T00:00:30Z")
                .then()
                .statusCode(200)
                .body("from", equalTo("2026-03-28T00:00:00Z"))
                .body("to", equalTo("2026-03-29T00:01:00Z"))
                .body("by", equalTo("agent"))
                .body("totalUsd", is(3.3f))
                .body("groups.key", contains("a", "b", "c"))
                .body("groups.costUsd", contains(1.1f, 1.1f, 1.1f))
                .body("groups.share", contains(0.3334f, 0.3333f, 0.3333f));
    }

    @ParameterizedTest
    @CsvSource({"user,ann", "session,s-1", "tag,nightly"})
    void groupsOfUsersSessionsAndTags_areOfTheirHoursAndOfTheSpansAtTheEdges(String facet, String name) {
        // From 10:30 to 13:15: the span at 10:40, the hours from 11 to 13, the span at 13:10.
        TableRow.facet(facet, name, "2026-03-28T10:00:00Z", "100").insertInto(database);
        TableRow.facet(facet, name, "2026-03-28T11:00:00Z", "1").insertInto(database);
        TableRow.facet(facet, "", "2026-03-28T12:00:00Z", "2").insertInto(database);
        TableRow.facet(facet, name, "2026-03-28T13:00:00Z", "100").insertInto(database);
        billed("a1", "2026-03-28T10:40:00Z", "4");
        billed("a2", "2026-03-28T13:10:00Z", "8");
        billed("a3", "2026-03-28T10:20:00Z", "100");
        billed("a4", "2026-03-28T13:20:00Z", "100");
        call("coder", "2026-03-28T11:00:00Z", "15").insertInto(database);
        TableRow.fillHours(database);

        get("/api/v1/costs/breakdown?from=2026-03-28T10:30:00Z&to=2026-03-28T13:15:00Z&by=" + facet)
                .then()
                .statusCode(200)
                .body("totalUsd", is(15))
                .body("groups.key", contains(name, "(unknown)"))
                .body("groups.costUsd", contains(13, 2))
                .body("groups.share", contains(0.8667f, 0.1333f))
                .body("groupsOverlap", is(facet.equals("tag")));
        report("?from=2026-03-28&to=2026-03-28&groupBy=" + facet)
                .body("groupBy", is(facet))
                .body("groups.key", contains(name, "(unknown)"))
                .body("groups.costUsd", contains(201, 2))
                .body("mostExpensiveAgent.agent", is("coder"));
    }

    @Test
    void namesBeyondTheDearest_areOneGroup() {
        database.execute(
                "insert into usage_user_hour (project_id, facet, bucket_start, name, calls, errors, tokens, cost_usd,"
                        + " unpriced_tokens) select 1, 'user', '2026-03-28T10:00:00Z', 'u' || i, 1, 0, 10, 1000 + i, 0"
                        + " from generate_series(1, 1002) i");

        report("?from=2026-03-28&to=2026-03-28&groupBy=user")
                .body("groups.size()", is(1001))
                .body("groups.find { it.key == '(other)' }.costUsd", is(1001 + 1002));
    }

    @Test
    void forecast_isOfTheMonthUnderWay() {
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        call("coder", yesterday + "T10:00:00Z", "5").insertInto(database);
        TableRow.fillHours(database);

        report("?from=" + today + "&to=" + today)
                .body("forecast.month", is(today.substring(0, 7)))
                .body("forecast.basedOnDays", is(1))
                .body("forecast.method", containsString("mean"));
        String monthAgo = LocalDate.now(ZoneOffset.UTC).minusDays(40).toString();
        assertThat(report("?from=" + monthAgo + "&to=" + today).extract().<Object>path("forecast"))
                .as("days that are in the report are not asked for again")
                .isEqualTo(report("?from=" + today + "&to=" + today).extract().path("forecast"));
        report("?from=2020-01-01&to=2020-01-31").body("forecast", nullValue());
    }

    @Test
    void groupsOfAnotherProject_areNotShown() {
        String other = TableRow.otherProject(database);
        TableRow.facet("user", "ann", "2026-03-28T10:00:00Z", "1")
                .with("project_id", other)
                .insertInto(database);

        report(CLOCK_CHANGE + "&groupBy=user").body("groups", empty());
    }

    @Test
    void costs_ofAnotherProjectAreNotShown() {
        call("coder", "2026-03-28T10:00:00Z", "1")
                .with("project_id", TableRow.otherProject(database))
                .insertInto(database);
        TableRow.fillHours(database);

        report(CLOCK_CHANGE).body("totalTokens", is(0)).body("groups", empty());
        get("/api/v1/costs/breakdown?from=2026-03-28&to=2026-03-29").then().body("groups", empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "to=2026-03-30                                     | from     | must be a date",
                "from=2026-03-28                                   | to       | must be a date",
                "from=2026-03-28T00:00:00Z&to=2026-03-30           | from     | must be a date",
                "from=2026-03-28&to=2026-03-27                     | to       | must not be before from",
                "from=2026-03-28&to=2026-03-30&timeZone=Mars/North | timeZone | Europe/Berlin",
                "from=2026-03-28&to=2026-03-30&timeZone=%2B01:00:30 | timeZone | Europe/Berlin",
                "from=2026-03-28&to=2026-03-30&timeZone=UTC-01:00:30 | timeZone | Europe/Berlin",
                "from=2026-03-28&to=2026-03-30&groupBy=colour      | groupBy  | agent, model, provider, service, environment",
                "from=2025-01-01&to=2026-01-02                     | from     | 366 days"
            })
    void badParameter_isNamedWithWhatWouldBeAccepted(String query, String parameter, String accepted) {
        given().urlEncodingEnabled(false)
                .get("/api/v1/costs/report?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("title", equalTo("Bad Request"))
                .body("parameter", equalTo(parameter))
                .body("detail", containsString(accepted));
    }

    @Test
    void report_mayCoverALeapYear() {
        report("?from=2028-01-01&to=2028-12-31").statusCode(200).body("days.size()", is(366));
    }

    @Test
    void report_countsCallsOfModelsOnly() {
        for (SpanType type : SpanType.values()) {
            call("coder", "2026-03-28T10:00:00Z", "1")
                    .with("span_type", type.code())
                    .insertInto(database);
        }
        TableRow.fillHours(database);

        report(CLOCK_CHANGE).body("groups.calls", contains(3)).body("totalTokens", is(10 * SpanType.values().length));
    }

    /** For ann in session s-1, tagged nightly. */
    private void billed(String spanId, String start, String usd) {
        String trace = "0af7651916cd43dd8448eb211c8031" + spanId;
        TableRow.span(trace, "00000000000000" + spanId, start)
                .with("span_type", "llm")
                .with("user_id", "ann")
                .insertInto(database);
        TableRow.spanCost(trace, "00000000000000" + spanId, start)
                .with("total_usd", usd)
                .insertInto(database);
        TableRow.settledTrace(trace, start)
                .with("session_id", "s-1")
                .with("tags", "[\"nightly\"]")
                .insertInto(database);
    }

    private static ValidatableResponse report(String query) {
        return get("/api/v1/costs/report" + query).then();
    }

    private static TableRow call(String agent, String minute, String usd) {
        return TableRow.usage(agent, minute).with("input_tokens", "10").with("cost_usd", usd);
    }
}
