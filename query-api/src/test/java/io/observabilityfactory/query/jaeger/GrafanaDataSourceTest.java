package io.observabilityfactory.query.jaeger;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.observabilityfactory.query.TableRow;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Grafana's Jaeger data source asks (pkg/tsdb/jaeger of Grafana 12), with the base URL that ends in {@code /jaeger}. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class GrafanaDataSourceTest {

    private static final String TRACE = "00f7651916cd43dd8448eb211c80319c";
    private static final String ROOT = "00000000000000a1";
    private static final String CALL = "00000000000000a2";
    private static final String START = "2026-03-01T10:00:00.000123Z";
    private static final long START_MICROS = 1_772_359_200_000_123L;
    private static final long HOUR_MICROS = 3_600_000_000L;

    TestDatabase database;

    @BeforeEach
    void clear() {
        TableRow.clear(database);
    }

    @Test
    void services_areOfferedFirst() {
        runOfTwoServices("1");

        get("/jaeger/api/services")
                .then()
                .statusCode(200)
                .body("data", contains("models", "trips"))
                .body("total", is(2))
                .body("limit", is(0))
                .body("offset", is(0))
                .body("errors", nullValue());
    }

    @Test
    void operations_areOfferedOfAService_inBothForms() {
        runOfTwoServices("1");

        get("/jaeger/api/services/trips/operations").then().body("data", contains("plan"));
        get("/jaeger/api/services/nobody/operations").then().statusCode(200).body("data", empty());
        get("/jaeger/api/operations?service=models")
                .then()
                .body("data.name", contains("chat"))
                .body("data.spanKind", contains("client"));
        get("/jaeger/api/operations?service=models&spanKind=server").then().body("data", empty());
        get("/jaeger/api/operations").then().statusCode(400).body("parameter", equalTo("service"));
    }

    @Test
    void search_findsByServiceOperationTagsAndDuration() {
        runOfTwoServices("1");

        search("trips").statusCode(200).body("data.traceID", contains(TRACE)).body("data[0].spans.size()", is(2));
        for (String[] parameters : new String[][] {
            {"operation", "chat"},
            {"tags", "{\"http.status_code\":\"500\"}"},
            {"tags", "{\"error\":\"true\",\"http.status_code\":\"500\"}"},
            {"tags", "{\"cloud.region\":\"eu-1\"}"},
            {"tag", "http.status_code:500"},
            {"minDuration", "400ms"},
            {"maxDuration", "0.5s"},
        }) {
            search("models", parameters).body("data.traceID", contains(TRACE));
        }
        for (String[] parameters : new String[][] {
            {"operation", "plan"},
            {"tags", "{\"http.status_code\":\"200\"}"},
            {"tags", "{\"error\":\"false\"}"},
            {"minDuration", "501ms"},
            {"maxDuration", "499ms"},
        }) {
            search("models", parameters).statusCode(200).body("data", empty()).body("errors", nullValue());
        }
    }

    @Test
    void search_isOfItsTimeRangeAndLimit() {
        runOfTwoServices("1");
        for (int trace = 1; trace <= 3; trace++) {
            String id = "%032x".formatted(trace);
            TableRow.trace(id, "2026-03-01T10:10:0" + trace + "Z")
                    .with("labels", "{1/service/trips}")
                    .insertInto(database);
            TableRow.span(id, ROOT, "2026-03-01T10:10:0" + trace + "Z")
                    .with("service", "trips")
                    .insertInto(database);
        }

        search("trips", "limit", "2").body("data.traceID", contains("%032x".formatted(3), "%032x".formatted(2)));
        given().queryParam("service", "trips")
                .queryParam("start", START_MICROS + 1)
                .queryParam("end", START_MICROS + HOUR_MICROS)
                .get("/jaeger/api/traces")
                .then()
                .body("data.size()", is(3));
        given().queryParam("service", "trips")
                .queryParam("end", START_MICROS + HOUR_MICROS)
                .queryParam("lookback", "1h1m")
                .get("/jaeger/api/traces")
                .then()
                .body("data.size()", is(4));
    }

    @Test
    void trace_isShownWithAllThatJaegerKnows() {
        runOfTwoServices("1");

        // Grafana leaves out leading zeros as Jaeger does, and sends the range when it is told to.
        get("/jaeger/api/traces/f7651916cd43dd8448eb211c80319c?start=%d&end=%d"
                        .formatted(START_MICROS, START_MICROS + HOUR_MICROS))
                .then()
                .statusCode(200)
                .body("data.size()", is(1))
                .body("data[0].traceID", equalTo(TRACE))
                .body("data[0].warnings", nullValue())
                .body("data[0].spans.spanID", contains(ROOT, CALL))
                .body("data[0].spans[0].references", empty())
                .body("data[0].spans[0].startTime", is(START_MICROS))
                .body("data[0].spans[0].duration", is(2_000_000))
                .body("data[0].spans[1].operationName", equalTo("chat"))
                .body("data[0].spans[1].references.refType", contains("CHILD_OF", "FOLLOWS_FROM"))
                .body("data[0].spans[1].references[0].spanID", equalTo(ROOT))
                .body("data[0].spans[1].references[0].traceID", equalTo(TRACE))
                .body("data[0].spans[1].tags.find { it.key == 'http.status_code' }.type", equalTo("int64"))
                .body("data[0].spans[1].tags.find { it.key == 'http.status_code' }.value", is(500))
                .body("data[0].spans[1].tags.find { it.key == 'error' }.value", is(true))
                .body("data[0].spans[1].tags.find { it.key == 'span.kind' }.value", equalTo("client"))
                .body("data[0].spans[1].tags.find { it.key == 'otel.status_description' }.value", equalTo("too busy"))
                .body("data[0].spans[1].tags.find { it.key == 'observability_factory.cost_usd' }.value", is(0.25f))
                .body("data[0].spans[1].logs[0].timestamp", is(START_MICROS + 1))
                .body("data[0].spans[1].logs[0].fields.key", hasItems("event", "exception.type"))
                .body("data[0].processes.p1.serviceName", equalTo("trips"))
                .body("data[0].processes.p2.serviceName", equalTo("models"))
                .body("data[0].processes.p2.tags[0].key", equalTo("cloud.region"))
                .body("data[0].spans.processID", contains("p1", "p2"));
        get("/jaeger/api/traces?traceID=" + TRACE + "&traceID=1").then().body("data.traceID", contains(TRACE));
    }

    @Test
    void trace_isShownBeforeItIsSettled() {
        TableRow.span(TRACE, ROOT, START).insertInto(database);

        get("/jaeger/api/traces/" + TRACE).then().statusCode(200).body("data[0].spans.size()", is(1));
    }

    @Test
    void trace_thatIsNotThereIsNotFound() {
        get("/jaeger/api/traces/" + TRACE).then().statusCode(404).contentType("application/problem+json");
        get("/jaeger/api/traces/not-hex").then().statusCode(400).body("parameter", equalTo("traceId"));
    }

    @Test
    void dependencies_areCallsFromOneServiceToAnother() {
        runOfTwoServices("1");

        get("/jaeger/api/dependencies?endTs=%d&lookback=3600000".formatted((START_MICROS + HOUR_MICROS / 2) / 1000))
                .then()
                .statusCode(200)
                .body("data.parent", contains("trips"))
                .body("data.child", contains("models"))
                .body("data.callCount", contains(1));
        get("/jaeger/api/dependencies?endTs=%d&lookback=1000".formatted(START_MICROS / 1000 - 1000))
                .then()
                .body("data", empty());
    }

    @Test
    void nothing_isShownOfAnotherProject() {
        runOfTwoServices(TableRow.otherProject(database));

        get("/jaeger/api/services").then().body("data", empty());
        get("/jaeger/api/services/trips/operations").then().body("data", empty());
        get("/jaeger/api/operations?service=trips").then().body("data", empty());
        search("trips").body("data", empty());
        search("models", "operation", "chat").body("data", empty());
        get("/jaeger/api/traces/" + TRACE).then().statusCode(404);
        get("/jaeger/api/dependencies?endTs=%d&lookback=3600000".formatted((START_MICROS + HOUR_MICROS / 2) / 1000))
                .then()
                .body("data", empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "limit=7                                   | service     | required",
                "service=a&start=yesterday                 | start       | microseconds",
                "service=a&end=99999999999999999999        | end         | microseconds",
                "service=a&minDuration=fast                | minDuration | 1h30m",
                "service=a&maxDuration=1s2                 | maxDuration | 1h30m",
                "service=a&limit=0                         | limit       | 200",
                "service=a&tags=[]                         | tags        | JSON object",
                "service=a&tag=x                           | tag         | key:value",
                "service=a&start=5&end=4                   | to          | after",
                "service=a&start=1000000                   | from        | 366 days",
            })
    void badParameter_isNamed(String query, String parameter, String accepted) {
        given().urlEncodingEnabled(false)
                .get("/jaeger/api/traces?" + query.replace("[", "%5B").replace("]", "%5D"))
                .then()
                .statusCode(400)
                .body("parameter", equalTo(parameter))
                .body("detail", containsString(accepted));
    }

    @Test
    void durations_areReadAsGoWritesThem() {
        assertThat(JaegerParameters.duration("d", "1h30m0.5s")).hasMillis(5_400_500);
        assertThat(JaegerParameters.duration("d", "250µs")).hasNanos(250_000);
        assertThat(JaegerParameters.duration("d", "")).isNull();
    }

    private static ValidatableResponse search(String service, String... parameters) {
        RequestSpecification request = given().queryParam("service", service)
                .queryParam("start", START_MICROS - HOUR_MICROS)
                .queryParam("end", START_MICROS + HOUR_MICROS);
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get("/jaeger/api/traces").then();
    }

    private void runOfTwoServices(String project) {
        database.execute(("insert into resource (project_id, resource_hash, attributes)"
                        + " values (%s, '\\x09', '{\"cloud.region\": \"eu-1\"}') on conflict do nothing")
                .formatted(project));
        TableRow.trace(TRACE, START)
                .with("project_id", project)
                .with("labels", "{" + project + "/service/models," + project + "/service/trips}")
                .with("span_count", "2")
                .insertInto(database);
        database.execute("update trace_settlement set last_span_time = first_span_time + interval '1 second'");
        TableRow.span(TRACE, ROOT, START)
                .with("project_id", project)
                .with("name", "plan")
                .with("service", "trips")
                .with("duration_nanos", "2000000000")
                .insertInto(database);
        TableRow.span(TRACE, CALL, "2026-03-01T10:00:00.5Z")
                .with("project_id", project)
                .with("parent_span_id", "\\x" + ROOT)
                .with("name", "chat")
                .with("kind", "client")
                .with("service", "models")
                .with("status", "error")
                .with("status_message", "too busy")
                .with("duration_nanos", "500000000")
                .with("resource_hash", "\\x09")
                .with("attributes", "{\"http.status_code\": 500}")
                .with(
                        "events",
                        "[{\"name\": \"exception\", \"time\": \"2026-03-01T10:00:00.000124Z\","
                                + " \"attributes\": {\"exception.type\": \"Busy\"}}]")
                .with("links", "[{\"traceId\": \"" + TRACE + "\", \"spanId\": \"" + ROOT + "\", \"attributes\": {}}]")
                .insertInto(database);
        TableRow.spanCost(TRACE, CALL, "2026-03-01T10:00:00.5Z")
                .with("project_id", project)
                .with("total_usd", "0.25")
                .insertInto(database);
    }
}
