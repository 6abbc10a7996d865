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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.observabilityfactory.query.TableRow;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Status;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

    private final ObjectMapper json = new ObjectMapper();

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
    void spans_tellWhatIsBelowThemAndWhatTheTraceWaitedFor() {
        insertRunWithOneCall();

        trace(TRACE)
                .body("spans[0].total.spans", is(2))
                .body("spans[0].total.tokens", is(130))
                .body("spans[0].total.costUsd", is(0.0000125f))
                .body("spans[0].total.unpricedTokens", is(30))
                .body("spans[1].total.spans", is(1))
                .body("spans.criticalPathMs", contains(1500f, 500f));
    }

    @Test
    void bottlenecks_areRankedByWhatTheTraceWaitedFor() {
        insertRunWithOneCall();

        get("/api/v1/traces/run-7/bottlenecks")
                .then()
                .statusCode(200)
                .body("items.name", contains("plan the trip", "chat"))
                .body("items.selfTimeMs", contains(1500f, 500f))
                .body("items.criticalPathMs", contains(1500f, 500f))
                .body("items.share", contains(0.75f, 0.25f))
                .body("items[1].durationMs", is(500f))
                .body("items[1].siblings", is(1))
                .body("items[1].agent", equalTo("planner"))
                .body("items[1].costUsd", is(0.0000125f))
                .body("nextCursor", nullValue());
        get("/api/v1/traces/run-7/bottlenecks?minDurationMs=1000").then().body("items.name", contains("plan the trip"));
        String cursor =
                get("/api/v1/traces/run-7/bottlenecks?limit=1").then().extract().path("nextCursor");
        get("/api/v1/traces/run-7/bottlenecks?limit=1&cursor=" + cursor)
                .then()
                .body("items.name", contains("chat"))
                .body("nextCursor", nullValue());
        get("/api/v1/traces/run-7/bottlenecks?minDurationMs=slow").then().statusCode(400);
    }

    @Test
    void largeTrace_comesInPagesWithEverySpanOnce() throws JsonProcessingException {
        database.execute("select ensure_day_partition('span', '2026-03-01')");
        database.execute("""
                insert into span (project_id, trace_id, span_id, start_time, parent_span_id, batch_id, name, kind, span_type,
                                  status, timed_out, duration_nanos, resource_hash, attributes)
                select 1, '\\x%s', decode(lpad(to_hex(i), 16, '0'), 'hex'), '2026-03-01 10:00Z', null, 1, 'step', 'internal',
                       'other', 'unset', false, 1000, '\\x00', '{}'
                from generate_series(1, 20000) i""".formatted(TRACE));
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json.readTree(
                    get("/api/v1/traces/" + TRACE + "?limit=1000" + cursor).asString());
            assertThat(page.path("spanCount").asInt()).isEqualTo(20_000);
            page.path("spans").forEach(span -> seen.add(span.path("spanId").asText()));
            cursor = page.path("nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.path("nextCursor").asText();
        } while (cursor != null);

        assertThat(seen).hasSize(20_000);
        assertThat(Set.copyOf(seen)).hasSize(20_000);
        assertThat(get("/api/v1/traces/" + TRACE + "/tree").asString()).contains("step (x20000)");
        get("/api/v1/traces/" + TRACE + "/bottlenecks").then().body("items[0].siblings", is(20_000));
    }

    @Test
    void trace_isNotSentAgainToWhoHasIt() {
        insertRunWithOneCall();
        String tag = get("/api/v1/traces/" + TRACE).header("ETag");

        given().header("If-None-Match", tag)
                .get("/api/v1/traces/" + TRACE)
                .then()
                .statusCode(304)
                .body(is(""));
        given().header("If-None-Match", tag)
                .get("/api/v1/traces/" + TRACE + "?limit=1")
                .then()
                .statusCode(200);

        TableRow.log(TRACE, CALL, NEXT_DAY)
                .with("event_name", "gen_ai.user.message")
                .with("body", "{\"content\": \"Where to?\"}")
                .insertInto(database);
        String withMessage = given().header("If-None-Match", tag)
                .get("/api/v1/traces/" + TRACE)
                .then()
                .statusCode(200)
                .body("spans[1].input[0].role", equalTo("user"))
                .extract()
                .header("ETag");

        TableRow.spanCost(TRACE, ROOT, START).with("agent", "boss").insertInto(database);
        given().header("If-None-Match", withMessage)
                .get("/api/v1/traces/" + TRACE)
                .then()
                .statusCode(200);
    }

    @Test
    void trace_isExportedAsOtlpThatAnyCollectorTakes() throws InvalidProtocolBufferException {
        database.execute("insert into resource (project_id, resource_hash, attributes)"
                + " values (1, '\\x07', '{\"service.name\": \"trips\"}') on conflict do nothing");
        TableRow.span(TRACE, ROOT, START)
                .with("name", "plan")
                .with("kind", "client")
                .with("status", "error")
                .with("status_message", "no way")
                .with("duration_nanos", "1500")
                .with("resource_hash", "\\x07")
                .with("scope_name", "planner")
                .with("scope_version", "1.2")
                .with(
                        "attributes",
                        "{\"text\": \"ü\", \"whole\": 7, \"real\": 7.0, \"yes\": true, \"list\": [1, \"a\"],"
                                + " \"object\": {\"deep\": 0.5}, \"huge\": 18446744073709551616}")
                .with(
                        "events",
                        "[{\"name\": \"exception\", \"time\": \"2026-03-01T23:59:59.500000001Z\","
                                + " \"attributes\": {\"exception.type\": \"Boom\"}}]")
                .with(
                        "links",
                        "[{\"traceId\": \"" + OTHER_TRACE + "\", \"spanId\": \"" + CALL + "\", \"attributes\": {}}]")
                .insertInto(database);
        TableRow.span(TRACE, CALL, NEXT_DAY)
                .with("parent_span_id", "\\x" + ROOT)
                .insertInto(database);

        String otlp = get("/api/v1/traces/" + TRACE + "?format=otlp")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .asString();

        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        JsonFormat.parser().merge(otlp, request);
        ResourceSpans first = request.getResourceSpans(0);
        assertThat(request.getResourceSpansCount()).isEqualTo(2);
        assertThat(first.getResource().getAttributes(0).getValue().getStringValue())
                .isEqualTo("trips");
        assertThat(first.getScopeSpans(0).getScope().getName()).isEqualTo("planner");
        assertThat(first.getScopeSpans(0).getScope().getVersion()).isEqualTo("1.2");
        io.opentelemetry.proto.trace.v1.Span span = first.getScopeSpans(0).getSpans(0);
        assertThat(span.getName()).isEqualTo("plan");
        assertThat(span.getKind()).isEqualTo(io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(span.getStartTimeUnixNano()).isEqualTo(1_772_409_599_500_000_000L);
        assertThat(span.getEndTimeUnixNano() - span.getStartTimeUnixNano()).isEqualTo(1500);
        assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(span.getStatus().getMessage()).isEqualTo("no way");
        Map<String, AnyValue> attributes =
                span.getAttributesList().stream().collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
        assertThat(attributes.get("text").getStringValue()).isEqualTo("ü");
        assertThat(attributes.get("whole").getIntValue()).isEqualTo(7);
        assertThat(attributes.get("real").getDoubleValue()).isEqualTo(7);
        assertThat(attributes.get("yes").getBoolValue()).isTrue();
        assertThat(attributes.get("list").getArrayValue().getValuesCount()).isEqualTo(2);
        assertThat(attributes
                        .get("object")
                        .getKvlistValue()
                        .getValues(0)
                        .getValue()
                        .getDoubleValue())
                .isEqualTo(0.5);
        assertThat(attributes.get("huge").getDoubleValue()).isEqualTo(0x1p64);
        assertThat(span.getEvents(0).getTimeUnixNano()).isEqualTo(1_772_409_599_500_000_001L);
        assertThat(otlp)
                .contains("\"traceId\":\"" + TRACE + "\",\"spanId\":\"" + ROOT + "\"")
                .contains("\"parentSpanId\":\"" + ROOT + "\"")
                .contains("{\"traceId\":\"" + OTHER_TRACE + "\",\"spanId\":\"" + CALL + "\",\"attributes\":[]}");
    }

    @Test
    void otlp_ofALargeTraceLeadsOn() {
        insertRunWithOneCall();

        String link = get("/api/v1/traces/" + TRACE + "?format=otlp&limit=1").header("Link");

        assertThat(given().urlEncodingEnabled(false)
                        .get(link.replaceAll("^<(.*)>; rel=\"next\"$", "$1"))
                        .asString())
                .contains(CALL)
                .doesNotContain("\"spanId\":\"" + ROOT);
        get("/api/v1/traces/" + TRACE + "?format=xml").then().statusCode(400).body("parameter", equalTo("format"));
    }

    @Test
    void unknownId_isNotFound() {
        for (String path : new String[] {
            TRACE, "no-such-run", TRACE + "/tree", TRACE + "/bottlenecks", "00000000000000000000000000000000", "%00"
        }) {
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
        trace(TRACE + "/bottlenecks").statusCode(404);
        trace(TRACE + "?format=otlp").statusCode(404);
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
