package io.observabilityfactory.query;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator sets is kept to. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestProfile(QueryConfigTest.EverySetting.class)
class QueryConfigTest {

    public static final class EverySetting implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "observability-factory.access.default-project", "other",
                    "quarkus.datasource.read.active", "true",
                    "quarkus.datasource.read.reactive.additional-properties.\"application_name\"", "reads",
                    "observability-factory.database.timeout", "4s",
                    "observability-factory.query.max-report-days", "3",
                    "observability-factory.query.max-trace-spans", "2",
                    "observability-factory.query.max-trace-bytes", "1K",
                    "observability-factory.query.max-searched-spans", "2",
                    "observability-factory.query.max-searched-records", "2");
        }
    }

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    TestDatabase testDatabase;

    @Inject
    Pool pool;

    private String other = "";

    @BeforeEach
    void clear() {
        TableRow.clear(testDatabase);
        other = TableRow.otherProject(testDatabase);
    }

    @Test
    void project_isTheConfiguredOne() {
        TableRow.usage("theirs", "2026-03-01T10:10:00Z")
                .with("project_id", other)
                .insertInto(testDatabase);
        TableRow.usage("ours", "2026-03-01T10:10:00Z").insertInto(testDatabase);

        get("/api/v1/agents?from=2026-03-01T10:00:00Z&to=2026-03-01T10:30:00Z")
                .then()
                .body("items.agent", contains("theirs"));
    }

    @Test
    void telemetry_isReadFromTheDataSourceForReads() {
        get("/api/v1/agents").then().statusCode(200);

        assertThat(testDatabase.query("select query from pg_stat_activity where application_name = 'reads'"))
                .anyMatch(statement -> statement.contains("metric_point"));
    }

    @Test
    void statement_isStoppedAfterTheTimeout() {
        assertThatThrownBy(() -> pool.query("select 1 from pg_sleep(120)")
                        .execute()
                        .await()
                        .atMost(Duration.ofSeconds(60)))
                .hasMessageContaining("statement timeout");
    }

    @Test
    void traceOfTooManySpans_isRefused() {
        span("00000000000000a1");
        span("00000000000000a2");
        get("/api/v1/traces/" + TRACE).then().statusCode(200);

        span("00000000000000a3");
        get("/api/v1/traces/" + TRACE)
                .then()
                .statusCode(400)
                .body("parameter", equalTo("id"))
                .body("detail", containsString("more than 2 spans"));
    }

    @Test
    void traceOfTooManyBytes_comesInPages() {
        // It compresses well: what counts is what would have to be shown.
        for (String id : new String[] {"00000000000000a1", "00000000000000a2"}) {
            TableRow.span(TRACE, id, "2026-03-01T10:00:00Z")
                    .with("project_id", other)
                    .with("attributes", "{\"prompt\": \"" + "x".repeat(600) + "\"}")
                    .with("events", "[\"" + "x".repeat(600) + "\"]")
                    .insertInto(testDatabase);
        }

        String cursor = get("/api/v1/traces/" + TRACE)
                .then()
                .statusCode(200)
                .body("spanCount", is(2))
                .body("spans.spanId", contains("00000000000000a1"))
                .extract()
                .path("nextCursor");

        get("/api/v1/traces/" + TRACE + "?cursor=" + cursor)
                .then()
                .statusCode(200)
                .body("spans.spanId", contains("00000000000000a2"))
                .body("nextCursor", nullValue());
    }

    @Test
    void search_thatLooksFarComesInPages() {
        for (int trace = 1; trace <= 5; trace++) {
            String id = TRACE.substring(1) + trace;
            String start = "2026-03-01T10:0" + trace + ":00Z";
            TableRow.trace(id, start).with("project_id", other).insertInto(testDatabase);
            TableRow.span(id, "00000000000000a1", start)
                    .with("project_id", other)
                    .with("name", trace == 1 ? "needle" : "hay")
                    .insertInto(testDatabase);
        }
        String search = "/api/v1/traces?from=2026-03-01&to=2026-03-02&text=needle";

        String second = get(search).then().body("items", empty()).extract().path("nextCursor");
        String third = get(search + "&cursor=" + second)
                .then()
                .body("items", empty())
                .extract()
                .path("nextCursor");

        get(search + "&cursor=" + third)
                .then()
                .body("items.traceId", contains(TRACE.substring(1) + 1))
                .body("nextCursor", nullValue());
    }

    @Test
    void logsThatHaveToBeLookedForFar_comeInPages() {
        for (int record = 1; record <= 5; record++) {
            TableRow.logRecord(
                            "0" + record, "2026-03-01T10:0" + record + ":00Z", record == 1 ? "\"needle\"" : "\"hay\"")
                    .with("project_id", other)
                    .insertInto(testDatabase);
        }
        String search = "/api/v1/logs?from=2026-03-01&to=2026-03-02&text=";

        String second =
                get(search + "needle").then().body("items", empty()).extract().path("nextCursor");
        String third = get(search + "needle&cursor=" + second)
                .then()
                .body("items", empty())
                .extract()
                .path("nextCursor");
        get(search + "needle&cursor=" + third)
                .then()
                .body("items.body", contains("needle"))
                .body("nextCursor", nullValue());

        String more =
                get(search + "hay").then().body("items.size()", is(2)).extract().path("nextCursor");
        get(search + "hay&limit=1&cursor=" + more)
                .then()
                .body("items.time", contains("2026-03-01T10:03:00Z"))
                .body("nextCursor", notNullValue());
    }

    @Test
    void reportOfTooManyDays_isRefused() {
        get("/api/v1/costs/report?from=2026-03-01&to=2026-03-03").then().statusCode(200);
        get("/api/v1/costs/report?from=2026-03-01&to=2026-03-04").then().statusCode(400);
        get("/api/v1/costs/breakdown?from=2026-03-01&to=2026-03-05").then().statusCode(400);
    }

    private void span(String id) {
        TableRow.span(TRACE, id, "2026-03-01T10:00:00Z")
                .with("project_id", other)
                .insertInto(testDatabase);
    }
}
