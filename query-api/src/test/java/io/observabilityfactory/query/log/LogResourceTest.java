package io.observabilityfactory.query.log;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.observabilityfactory.query.TableRow;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class LogResourceTest {

    TestDatabase database;

    @BeforeEach
    void clear() {
        TableRow.clear(database);
    }

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String MARCH = "?from=2026-03-01&to=2026-04-01";

    @Test
    void logs_areFoundByTraceSeverityServiceTextAndTime() {
        TableRow.logRecord("01", "2026-03-01T10:00:00Z", "\"plan made\"")
                .with("trace_id", "\\x" + TRACE)
                .with("span_id", "\\x00000000000000a1")
                .insertInto(database);
        TableRow.logRecord("02", "2026-03-02T10:00:00Z", "{\"text\": \"100% of TOKENS used\"}")
                .with("severity_number", "17")
                .with("severity_text", "ERROR")
                .with("service", "planner")
                .with("attributes", "{\"tool\": \"web_search\"}")
                .insertInto(database);

        get("/api/v1/logs" + MARCH)
                .then()
                .statusCode(200)
                .body("items.time", contains("2026-03-02T10:00:00Z", "2026-03-01T10:00:00Z"))
                .body("items[0].body.text", is("100% of TOKENS used"))
                .body("items[0].severity", is("ERROR"))
                .body("items[1].body", is("plan made"))
                .body("items[1].traceId", is(TRACE));
        found("&traceId=" + TRACE, 1);
        found("&traceId=" + TRACE + "&spanId=00000000000000a1", 1);
        found("&traceId=" + TRACE + "&spanId=00000000000000a2", 0);
        found("&minSeverity=warn", 1);
        found("&minSeverity=18", 0);
        found("&service=planner", 1);
        found("&text=tokens", 1);
        found("&text=100%", 1);
        found("&text=w_b", 0);
        found("&text=web_", 1);
        found("&text=PLAN made", 1);
        get("/api/v1/logs").then().body("items", empty());
    }

    @Test
    void logs_comeInPagesAlsoOfOneInstant() {
        for (String id : new String[] {"01", "02", "03"}) {
            TableRow.logRecord(id, "2026-03-01T10:00:00Z", "\"" + id + "\"").insertInto(database);
        }

        String cursor = get("/api/v1/logs" + MARCH + "&limit=2")
                .then()
                .body("items.body", contains("03", "02"))
                .extract()
                .path("nextCursor");
        get("/api/v1/logs" + MARCH + "&limit=2&cursor=" + cursor)
                .then()
                .body("items.body", contains("01"))
                .body("nextCursor", nullValue());
        assertThat(given().accept("text/csv").get("/api/v1/logs" + MARCH).asString())
                .startsWith("time,severity,");
    }

    @Test
    void text_isLookedForAsItWasSaid() {
        TableRow.logRecord("01", "2026-03-01T10:00:00Z", "\"he said \\\"no\\\"\"")
                .insertInto(database);

        found("&text=said \"no\"", 1);
    }

    @Test
    void badFilter_isNamed() {
        refused("&traceId=12", "traceId");
        refused("&spanId=00000000000000a1", "traceId");
        refused("&minSeverity=loud", "minSeverity");
        refused("&minSeverity=25", "minSeverity");
        refused("&text=x", "text");
        refused("&cursor=nonsense", "cursor");
        refused("&traceId=" + TRACE + "&spanId=a1", "spanId");
    }

    @Test
    void logsOfAnotherProject_areNotShown() {
        TableRow.logRecord("01", "2026-03-01T10:00:00Z", "\"theirs\"")
                .with("trace_id", "\\x" + TRACE)
                .with("project_id", TableRow.otherProject(database))
                .insertInto(database);

        found("", 0);
        found("&traceId=" + TRACE, 0);
    }

    private static void found(String filter, int records) {
        get("/api/v1/logs" + MARCH + filter).then().statusCode(200).body("items.size()", is(records));
    }

    private static void refused(String filter, String parameter) {
        get("/api/v1/logs" + MARCH + filter).then().statusCode(400).body("parameter", is(parameter));
    }
}
