package io.observabilityfactory.query.trace;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.observabilityfactory.query.TableRow;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class TraceListTest {

    private static final String MARCH = "?from=2026-03-01&to=2026-04-01";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String OTHER_TRACE = "1af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "00000000000000a1";
    private static final String START = "2026-03-01T10:00:00.123456Z";

    TestDatabase database;

    @BeforeEach
    void clear() {
        TableRow.clear(database);
    }

    @Test
    void list_tellsOfEachTraceTheLatestFirst() {
        research().insertInto(database);
        TableRow.trace(OTHER_TRACE, "2026-03-02T10:00:00Z")
                .with("name", "later")
                .insertInto(database);

        list(MARCH)
                .statusCode(200)
                .body("items.name", contains("later", "research"))
                .body("nextCursor", nullValue())
                .body("items[1].traceId", equalTo(TRACE))
                .body("items[1].runId", equalTo("run-7"))
                .body("items[1].rootType", equalTo("agent"))
                .body("items[1].startTime", equalTo("2026-03-01T10:00:00.123456Z"))
                .body("items[1].durationMs", is(2340f))
                .body("items[1].spanCount", is(14))
                .body("items[1].errorCount", is(1))
                .body("items[1].totalTokens", is(1200))
                .body("items[1].costUsd", is(0.0125f))
                .body("items[1].unpricedTokens", is(0))
                .body("items[1].agents", contains("planner", "writer"))
                .body("items[1].models", contains("gpt-4o"))
                .body("items[1].services", contains("factory"))
                .body("items[1].session", equalTo("s-1"))
                .body("items[1].user", equalTo("ann"))
                .body("items[1].environment", equalTo("production"))
                .body("items[1].tags", contains("beta"));
    }

    @Test
    void cost_thatNobodyKnowsIsNull() {
        TableRow.trace(TRACE, START)
                .with("tokens", "10")
                .with("unpriced_tokens", "10")
                .insertInto(database);

        list(MARCH).body("items[0].costUsd", nullValue()).body("items[0].unpricedTokens", is(10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agent=planner                   | agent=coder",
                "agent=planner&agent=writer      | agent=planner&agent=coder",
                "model=gpt-4o                    | model=gpt-4",
                "provider=openai                 | provider=acme",
                "user=ann                        | user=ANN",
                "session=s-1                     | session=s",
                "tag=beta                        | tag=alpha",
                "service=factory                 | service=fact",
                "environment=production          | environment=staging",
                "version=1.4                     | version=1",
                "status=error                    | status=ok",
                "minDurationMs=2340              | minDurationMs=2340.001",
                "maxDurationMs=2340              | maxDurationMs=2339.9",
                "minCostUsd=0.0125               | minCostUsd=0.01250001",
                "name=research                   | name=researc",
                "rootType=agent                  | rootType=llm",
                "runId=run-7                     | runId=run-8",
                "from=2026-03-01T10:00:00.123456Z | from=2026-03-01T10:00:00.123457Z",
                "to=2026-03-01T10:00:00.123457Z  | to=2026-03-01T10:00:00.123456Z",
                "user=ann&model=gpt-4o&minDurationMs=1000&status=error&tag=beta | user=ann&model=gpt-4o&minDurationMs=3000"
            })
    void filter_appliesAlone_andWithOthers(String matching, String other) {
        research().insertInto(database);
        TableRow.trace(OTHER_TRACE, "2026-01-01T10:00:00Z").insertInto(database);

        list(inMarch(matching)).statusCode(200).body("items.traceId", contains(TRACE));
        list(inMarch(other)).statusCode(200).body("items", empty());
    }

    private static String inMarch(String query) {
        return "?" + query
                + (query.contains("from=") ? "" : "&from=2026-03-01")
                + (query.contains("to=") ? "" : "&to=2026-04-01");
    }

    @Test
    void range_isTheLastDayUnlessItIsGiven() {
        Instant now = Instant.now();
        TableRow.trace(TRACE, now.minusSeconds(86_000).toString()).insertInto(database);
        TableRow.trace(OTHER_TRACE, now.minusSeconds(86_500).toString()).insertInto(database);

        list("").body("items.traceId", contains(TRACE));
    }

    @Test
    void traceThatWasNeverSummedUp_isNotListed() {
        database.execute(
                "insert into trace_settlement (project_id, trace_id, first_span_time, last_span_time) values (1, '\\x"
                        + TRACE + "', '" + START + "', '" + START + "')");

        list(MARCH).statusCode(200).body("items", empty());
    }

    @Test
    void pages_haveEachTraceOnceWhileTracesArrive() {
        Random random = new Random(7);
        List<String> before = new ArrayList<>();
        for (int trace = 0; trace < 40; trace++) {
            before.add(arrive(random));
        }
        for (String filter : new String[] {"", "&agent=planner", "&text=span"}) {
            List<String> seen = new ArrayList<>();
            String cursor = "";
            do {
                JsonPath page = list(MARCH + filter + "&limit=" + (1 + random.nextInt(5)) + cursor)
                        .statusCode(200)
                        .extract()
                        .jsonPath();
                seen.addAll(page.getList("items.traceId"));
                arrive(random);
                cursor = page.getString("nextCursor") == null ? null : "&cursor=" + page.getString("nextCursor");
            } while (cursor != null);

            assertThat(seen).as(filter).doesNotHaveDuplicates().containsAll(before);
        }
    }

    /** One is the latest of all, one the last that is looked at for the page behind it, one is older than all of those. */
    @Test
    void whatIsRare_isFoundBehindAllThatIsLookedAtOneByOne() {
        database.execute("""
                insert into trace_settlement
                    (project_id, trace_id, first_span_time, last_span_time, listed_time, duration_nanos, span_count,
                     error_count, tokens, cost_usd, unpriced_tokens, name, root_type, labels)
                select 1, decode(md5(i::text), 'hex'), at, at, at, 1, 1, 0, 0, 0, 0, 'common', 'agent', '{}'
                from generate_series(1, 1999) i,
                     lateral (select timestamptz '2026-03-10T00:00:00Z' + i * interval '1 second' as at) started""");
        for (String start : new String[] {"2026-03-11T00:00:00Z", "2026-03-10T00:00:00Z", "2026-03-01T00:00:00Z"}) {
            TableRow.trace(start.replaceAll("\\D", "") + "0".repeat(18), start)
                    .with("name", "rare")
                    .insertInto(database);
        }

        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page =
                    list(MARCH + "&name=rare&limit=1" + cursor).extract().jsonPath();
            seen.addAll(page.getList("items.startTime"));
            cursor = page.getString("nextCursor") == null ? null : "&cursor=" + page.getString("nextCursor");
        }

        assertThat(seen).containsExactly("2026-03-11T00:00:00Z", "2026-03-10T00:00:00Z", "2026-03-01T00:00:00Z");
        list(MARCH + "&name=rare").body("items.size()", is(3)).body("nextCursor", nullValue());
    }

    /** A trace that began some minute of an hour: many of them began at once. */
    private String arrive(Random random) {
        String id = "%016x%016x".formatted(random.nextLong(), random.nextLong());
        String start = "2026-03-01T10:%02d:00Z".formatted(random.nextInt(20));
        TableRow.trace(id, start).with("labels", "{1/agent/planner}").insertInto(database);
        TableRow.span(id, SPAN, start).insertInto(database);
        return id;
    }

    @Test
    void cursor_goesOnFromTheSameDefaultRange() {
        String start = Instant.now().minusSeconds(60).toString();
        TableRow.trace(TRACE, start).insertInto(database);
        TableRow.trace(OTHER_TRACE, start).insertInto(database);

        String cursor = list("?limit=1").extract().path("nextCursor");

        list("?limit=1&cursor=" + cursor).body("items.traceId", contains(TRACE)).body("nextCursor", nullValue());
        list("?limit=1&agent=planner&cursor=" + cursor).statusCode(400).body("parameter", equalTo("cursor"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "weather",
                "WEATHER",
                "berlin weather",
                "eathe",
                "Überraschung",
                "überraschung",
                "schön",
                "100%",
                "tool_x",
                "say hi",
                "\"weather\"",
                "boom",
                "the lookup",
                "from the log"
            })
    void text_isFoundInNamesMessagesEventsAndLogs(String text) {
        recorded();

        search(text).statusCode(200).body("items.traceId", contains(TRACE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"weather paris", "toolx", "1000%", "lookup log"})
    void text_thatNoSingleRecordHas_isNotFound(String text) {
        recorded();

        search(text).statusCode(200).body("items", empty()).body("nextCursor", nullValue());
    }

    @Test
    void text_andOtherFiltersApplyTogether() {
        recorded();

        list(MARCH + "&text=weather&agent=planner").body("items.traceId", contains(TRACE));
        list(MARCH + "&text=weather&agent=coder").body("items", empty());
    }

    /** One span with what people said, in JSON within JSON too, and a log record. */
    private void recorded() {
        research().insertInto(database);
        TableRow.span(TRACE, SPAN, START)
                .with("name", "the lookup of tool_x")
                .with(
                        "attributes",
                        "{\"gen_ai.input.messages\": \"[{\\\"content\\\": \\\"Weather in Berlin, sch\\\\u00f6n? 100% say \\\\\\\"hi\\\\\\\"\\\"}]\", \"note\": \"Überraschung\"}")
                .with("events", "[{\"name\": \"exception\", \"attributes\": {\"exception.message\": \"Boom\"}}]")
                .insertInto(database);
        TableRow.log(TRACE, SPAN, "2026-03-01T10:00:01Z")
                .with("body", "\"Words from the log\"")
                .insertInto(database);
        TableRow.trace(OTHER_TRACE, "2026-03-02T10:00:00Z").insertInto(database);
        TableRow.span(OTHER_TRACE, SPAN, "2026-03-02T10:00:00Z").insertInto(database);
    }

    @Test
    void list_comesAsCsvWithALinkToTheNextPage() {
        research().insertInto(database);
        TableRow.trace(OTHER_TRACE, "2026-03-02T10:00:00Z")
                .with("name", "=cmd()")
                .insertInto(database);

        var response = given().accept("text/csv").get("/api/v1/traces" + MARCH + "&limit=1");

        assertThat(response.asString())
                .startsWith("traceId,runId,name,")
                .contains(",'=cmd(),")
                .hasLineCount(2);
        String next = response.header("Link").replaceAll("^<(.*)>; rel=\"next\"$", "$1");
        assertThat(given().accept("text/csv")
                        .urlEncodingEnabled(false)
                        .get(next)
                        .asString())
                .contains(TRACE + ",run-7,research,");
    }

    @Test
    void traces_ofAnotherProjectAreNotListed() {
        String other = TableRow.otherProject(database);
        research().with("project_id", other).insertInto(database);
        // Labels of this project would not help it.
        TableRow.span(TRACE, SPAN, START).with("project_id", other).insertInto(database);

        for (String filter : Set.of("", "&agent=planner", "&text=span", "&name=research")) {
            list(MARCH + filter).statusCode(200).body("items", empty());
        }
    }

    @Test
    void text_isNotFoundInSpansOfAnotherProject() {
        research().insertInto(database);
        TableRow.span(TRACE, SPAN, START)
                .with("project_id", TableRow.otherProject(database))
                .with("name", "secret")
                .insertInto(database);

        search("secret").body("items", empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from=yesterday              | from          | 2026-11-01",
                "from=2026-03-02&to=2026-03-01 | to          | after from",
                "from=2024-01-01&to=2026-03-01 | from        | 366 days",
                "status=unset                | status        | error or ok",
                "minDurationMs=fast          | minDurationMs | 1500",
                "maxDurationMs=-1            | maxDurationMs | 1500",
                "minCostUsd=1e999999999      | minCostUsd    | 0.05",
                "rootType=boss               | rootType      | agent, llm",
                "text=%20                    | text          | words",
                "limit=0                     | limit         | 1 to 1000",
                "cursor=x                    | cursor        | nextCursor"
            })
    void badParameter_isNamedWithWhatWouldBeAccepted(String query, String parameter, String accepted) {
        given().urlEncodingEnabled(false)
                .get("/api/v1/traces?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("parameter", equalTo(parameter))
                .body("detail", containsString(accepted));
    }

    private static TableRow research() {
        return TableRow.trace(TRACE, START)
                .with("name", "research")
                .with("run_id", "run-7")
                .with("duration_nanos", "2340000000")
                .with("span_count", "14")
                .with("error_count", "1")
                .with("tokens", "1200")
                .with("cost_usd", "0.0125")
                .with("session_id", "s-1")
                .with("user_id", "ann")
                .with("environment", "production")
                .with(
                        "labels",
                        "{1/user/ann,1/session/s-1,1/environment/production,1/version/1.4,1/status/error,1/agent/planner,"
                                + "1/agent/writer,1/service/factory,1/model/gpt-4o,1/provider/openai,1/tag/beta}");
    }

    private static ValidatableResponse search(String text) {
        return given().queryParam("text", text).get("/api/v1/traces" + MARCH).then();
    }

    private static ValidatableResponse list(String query) {
        return get("/api/v1/traces" + query).then();
    }
}
