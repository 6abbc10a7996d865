package io.observabilityfactory.query.trace;

import static io.restassured.RestAssured.get;
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
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class TraceResourceTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String OTHER_TRACE = "1af7651916cd43dd8448eb211c80319c";
    private static final String ROOT = "00000000000000a1";
    private static final String CALL = "00000000000000a2";
    private static final String START = "2026-03-01T23:59:59.5Z";
    private static final String NEXT_DAY = "2026-03-02T00:00:00.25Z";

    TestDatabase database;

    @BeforeEach
    void clear() {
        TableRow.clear(database);
    }

    @Test
    void trace_showsItsSpansWithWhatTheyCost() {
        insertRunWithOneCall();

        trace(TRACE)
                .statusCode(200)
                .contentType("application/json")
                .body("traceId", equalTo(TRACE))
                .body("runId", equalTo("run-7"))
                .body("name", equalTo("plan the trip"))
                .body("startTime", equalTo("2026-03-01T23:59:59.500Z"))
                .body("durationMs", is(2000f))
                .body("spanCount", is(2))
                .body("errorCount", is(1))
                .body("totalTokens", is(130))
                .body("costUsd", is(0.0000125f))
                .body("unpricedTokens", is(30))
                .body("spans.spanId", contains(ROOT, CALL))
                .body("spans[0].parentSpanId", nullValue())
                .body("spans[0].type", equalTo("agent"))
                .body("spans[0].selfTimeMs", is(1500f))
                .body("spans[0].billed", is(false))
                .body("spans[0].billing", nullValue())
                .body("spans[0].costUsd", nullValue())
                .body("spans[0].events", empty())
                .body("spans[0].links", empty())
                .body("spans[1].parentSpanId", equalTo(ROOT))
                .body("spans[1].name", equalTo("chat"))
                .body("spans[1].service", equalTo("trips"))
                .body("spans[1].status", equalTo("error"))
                .body("spans[1].startTime", equalTo("2026-03-02T00:00:00.250Z"))
                .body("spans[1].durationMs", is(500f))
                .body("spans[1].agent", equalTo("planner"))
                .body("spans[1].model", equalTo("large-1"))
                .body("spans[1].provider", equalTo("acme"))
                .body("spans[1].session", equalTo("session-1"))
                .body("spans[1].user", equalTo("user-1"))
                .body("spans[1].tokens.input", is(70))
                .body("spans[1].tokens.cacheRead", is(30))
                .body("spans[1].tokens.cacheWrite", is(0))
                .body("spans[1].tokens.output", is(30))
                .body("spans[1].billed", is(true))
                .body("spans[1].billing", equalTo("billed"))
                .body("spans[1].timeToFirstTokenMs", is(120f))
                .body("spans[1].errorType", equalTo("timeout"))
                .body("spans[1].tool", nullValue())
                .body("spans[1].attributes.'gen_ai.request.model'", equalTo("large"))
                .body("spans[1].events[0].name", equalTo("exception"));
    }

    @Test
    void money_isWrittenInPlainDigits() {
        insertRunWithOneCall();

        assertThat(get("/api/v1/traces/" + TRACE).asString()).contains("\"costUsd\":0.0000125,");
    }

    @Test
    void trace_isFoundByRunIdAndTheNewestWins() {
        TableRow.span(TRACE, ROOT, "2026-03-01T10:00:00Z")
                .with("run_id", "nightly")
                .insertInto(database);
        TableRow.span(OTHER_TRACE, ROOT, "2026-03-02T10:00:00Z")
                .with("run_id", "nightly")
                .insertInto(database);

        trace("nightly").statusCode(200).body("traceId", equalTo(OTHER_TRACE));
    }

    @Test
    void trace_isFoundByARunIdThatLooksLikeATraceIdUnlessThereIsSuchATrace() {
        TableRow.span(OTHER_TRACE, ROOT, START).with("run_id", TRACE).insertInto(database);
        trace(TRACE).statusCode(200).body("traceId", equalTo(OTHER_TRACE));

        TableRow.span(TRACE, ROOT, START).insertInto(database);
        trace(TRACE.toUpperCase(java.util.Locale.ROOT)).statusCode(200).body("traceId", equalTo(TRACE));
    }

    @Test
    void cost_isUnknownUntilPricedAndWithoutAPrice() {
        TableRow.span(TRACE, ROOT, START).with("input_tokens", "10").insertInto(database);
        trace(TRACE).body("costUsd", nullValue()).body("totalTokens", is(0)).body("spans[0].tokens.input", is(10));

        TableRow.spanCost(TRACE, ROOT, START).with("unpriced_tokens", "10").insertInto(database);
        trace(TRACE)
                .body("costUsd", nullValue())
                .body("totalTokens", is(10))
                .body("unpricedTokens", is(10))
                .body("spans[0].costUsd", nullValue())
                .body("spans[0].billed", is(true));
    }

    @Test
    void cost_ofASpanThatDoesNotPayIsNotCounted() {
        TableRow.span(TRACE, ROOT, START).with("input_tokens", "10").insertInto(database);
        TableRow.spanCost(TRACE, ROOT, START)
                .with("billing", "covered_by_descendant")
                .with("total_usd", "0.5")
                .insertInto(database);

        trace(TRACE)
                .body("costUsd", nullValue())
                .body("totalTokens", is(0))
                .body("spans[0].billed", is(false))
                .body("spans[0].billing", equalTo("covered_by_descendant"))
                .body("spans[0].costUsd", nullValue());
    }

    @Test
    void tree_isThePictureInPlainText() {
        insertRunWithOneCall();

        String tree = get("/api/v1/traces/run-7/tree")
                .then()
                .statusCode(200)
                .contentType("text/plain;charset=utf-8")
                .extract()
                .asString();

        assertThat(tree).isEqualTo("""
                plan the trip                     [2.00s]
                  └─ chat                         [0.50s]
                """);
    }

    @Test
    void unknownId_isNotFound() {
        for (String path :
                new String[] {TRACE, "no-such-run", TRACE + "/tree", "00000000000000000000000000000000", "%00"}) {
            trace(path)
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("type", equalTo("about:blank"))
                    .body("title", equalTo("Not Found"))
                    .body("status", is(404))
                    .body("instance", equalTo("/api/v1/traces/" + path));
        }
        trace("no-such-run").body("detail", containsString("no-such-run"));
    }

    @Test
    void trace_ofAnotherProjectIsNotFound() {
        for (TableRow row : new TableRow[] {
            TableRow.span(TRACE, ROOT, START).with("run_id", "nightly"), TableRow.spanCost(TRACE, ROOT, START)
        }) {
            row.with("project_id", TableRow.otherProject(database)).insertInto(database);
        }

        trace(TRACE).statusCode(404);
        trace(TRACE + "/tree").statusCode(404);
        trace("nightly").statusCode(404);
    }

    @Test
    void trace_showsOnlyTheProjectsOwnSpansAndCosts() {
        insertRunWithOneCall();
        String other = TableRow.otherProject(database);
        TableRow.span(TRACE, "00000000000000b1", START)
                .with("project_id", other)
                .insertInto(database);
        TableRow.spanCost(TRACE, ROOT, START)
                .with("project_id", other)
                .with("total_usd", "9")
                .insertInto(database);

        trace(TRACE).body("spans.spanId", contains(ROOT, CALL)).body("costUsd", is(0.0000125f));
        assertThat(get("/api/v1/traces/" + TRACE + "/tree").asString()).hasLineCount(2);
    }

    @Test
    void sessionAndUserOfOneSpan_areShownOnAll() {
        insertRunWithOneCall();
        database.execute("""
                insert into trace_settlement (project_id, trace_id, first_span_time, last_span_time, session_id, user_id)
                select project_id, trace_id, min(start_time), max(start_time), max(session_id), max(user_id)
                from span where trace_id = '\\x%s' group by project_id, trace_id
                on conflict (project_id, trace_id) do update
                    set session_id = excluded.session_id, user_id = excluded.user_id""".formatted(TRACE));

        trace(TRACE)
                .body("spans.session", contains("session-1", "session-1"))
                .body("spans.user", contains("user-1", "user-1"));
    }

    private static ValidatableResponse trace(String id) {
        return io.restassured.RestAssured.given()
                .urlEncodingEnabled(false)
                .get("/api/v1/traces/" + id)
                .then();
    }

    /** A run over midnight with a call of a model that fails after it has cost something. */
    private void insertRunWithOneCall() {
        TableRow.span(TRACE, ROOT, START)
                .with("name", "plan the trip")
                .with("span_type", "agent")
                .with("duration_nanos", "2000000000")
                .with("run_id", "run-7")
                .insertInto(database);
        TableRow.span(TRACE, CALL, NEXT_DAY)
                .with("parent_span_id", "\\x" + ROOT)
                .with("name", "chat")
                .with("span_type", "llm")
                .with("service", "trips")
                .with("status", "error")
                .with("error_type", "timeout")
                .with("duration_nanos", "500000000")
                .with("first_token_nanos", "120000000")
                .with("request_model", "large")
                .with("response_model", "large-1")
                .with("provider", "acme")
                .with("session_id", "session-1")
                .with("user_id", "user-1")
                .with("input_tokens", "70")
                .with("cache_read_tokens", "30")
                .with("output_tokens", "30")
                .with("attributes", "{\"gen_ai.request.model\": \"large\"}")
                .with("events", "[{\"name\": \"exception\"}]")
                .insertInto(database);
        TableRow.spanCost(TRACE, CALL, NEXT_DAY)
                .with("agent", "planner")
                .with("total_usd", "0.000012500")
                .with("unpriced_tokens", "30")
                .insertInto(database);
    }
}
