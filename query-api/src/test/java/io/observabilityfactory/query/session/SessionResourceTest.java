package io.observabilityfactory.query.session;

import static io.restassured.RestAssured.get;
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
class SessionResourceTest {

    TestDatabase database;

    @BeforeEach
    void clear() {
        TableRow.clear(database);
    }

    private static final String MARCH = "?from=2026-03-01&to=2026-04-01";
    private static final String FIRST = "000000000000000000000000000000a1";
    private static final String SECOND = "000000000000000000000000000000a2";
    private static final String THIRD = "000000000000000000000000000000a3";

    @Test
    void sessions_comeLatestFirstWithAllTheyCost() {
        trace(FIRST, "2026-03-01T10:00:00Z", "early", "ann", "1");
        trace(SECOND, "2026-03-05T10:00:00Z", "early", "bob", "1");
        trace(THIRD, "2026-03-02T10:00:00Z", "late", "ann", "1");
        TableRow.facet("session", "early", "2026-03-01T10:00:00Z", "3").insertInto(database);
        TableRow.facet("session", "early", "2026-03-05T10:00:00Z", "4").insertInto(database);

        get("/api/v1/sessions" + MARCH)
                .then()
                .statusCode(200)
                .body("items.session", contains("late", "early"))
                .body("items[1].users", contains("ann", "bob"))
                .body("items[1].startTime", is("2026-03-01T10:00:00Z"))
                .body("items[1].lastTime", is("2026-03-05T10:00:00Z"))
                .body("items.traces", contains(1, 2))
                .body("items.costUsd", contains(0, 7));
        get("/api/v1/sessions" + MARCH + "&user=bob").then().body("items.session", contains("early"));
        String cursor =
                get("/api/v1/sessions" + MARCH + "&limit=1").then().extract().path("nextCursor");
        get("/api/v1/sessions" + MARCH + "&limit=1&cursor=" + cursor)
                .then()
                .body("items.session", contains("early"))
                .body("nextCursor", nullValue());
    }

    @Test
    void session_hasItsTracesInTheOrderOfTime() {
        trace(SECOND, "2026-03-05T10:00:00Z", "early", "bob", "2");
        trace(FIRST, "2026-03-01T10:00:00Z", "early", "ann", "1");

        get("/api/v1/sessions/early")
                .then()
                .statusCode(200)
                .body("session.traces", is(2))
                .body("traces.items.traceId", contains(FIRST, SECOND))
                .body("traces.items.name", contains("span 00000000000000a1", "span 00000000000000a1"))
                .body("traces.items.user", contains("ann", "bob"))
                .body("traces.items.costUsd", contains(1, 2))
                .body("traces.items.spanCount", contains(1, 1));
        String cursor = get("/api/v1/sessions/early?limit=1").then().extract().path("traces.nextCursor");
        get("/api/v1/sessions/early?limit=1&cursor=" + cursor).then().body("traces.items.traceId", contains(SECOND));
        get("/api/v1/sessions/never").then().statusCode(404);
    }

    @Test
    void sessionsOfAnotherProject_areNotShown() {
        TableRow.settledTrace(FIRST, "2026-03-01T10:00:00Z")
                .with("session_id", "theirs")
                .with("project_id", TableRow.otherProject(database))
                .insertInto(database);

        get("/api/v1/sessions" + MARCH).then().statusCode(200).body("items", empty());
        get("/api/v1/sessions/theirs").then().statusCode(404);
    }

    private void trace(String id, String start, String session, String user, String usd) {
        TableRow.settledTrace(id, start)
                .with("session_id", session)
                .with("user_id", user)
                .insertInto(database);
        TableRow.span(id, "00000000000000a1", start)
                .with("span_type", "llm")
                .with("input_tokens", "5")
                .insertInto(database);
        TableRow.spanCost(id, "00000000000000a1", start).with("total_usd", usd).insertInto(database);
    }
}
