package io.observabilityfactory.query.user;

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
class UserResourceTest {

    TestDatabase database;

    @BeforeEach
    void clear() {
        TableRow.clear(database);
    }

    private static final String MARCH = "?from=2026-03-01&to=2026-04-01";

    @Test
    void users_comeByNameInPagesOrByCost() {
        TableRow.facet("user", "ann", "2026-03-01T10:00:00Z", "1").insertInto(database);
        TableRow.facet("user", "ann", "2026-03-02T10:00:00Z", "2")
                .with("errors", "1")
                .insertInto(database);
        TableRow.facet("user", "bob", "2026-03-01T10:00:00Z", "9").insertInto(database);
        TableRow.facet("user", "", "2026-03-01T10:00:00Z", "4").insertInto(database);
        TableRow.facet("user", "carl", "2026-05-01T10:00:00Z", "7").insertInto(database);
        TableRow.facet("session", "s", "2026-03-01T10:00:00Z", "7").insertInto(database);

        get("/api/v1/users" + MARCH + "&sort=cost")
                .then()
                .statusCode(200)
                .body("items.user", contains("bob", "(unknown)", "ann"))
                .body("items.costUsd", contains(9, 4, 3))
                .body("items[2].calls", is(2))
                .body("items[2].errors", is(1))
                .body("items[2].lastHour", is("2026-03-02T10:00:00Z"));
        String cursor = get("/api/v1/users" + MARCH + "&limit=2")
                .then()
                .body("items.user", contains("(unknown)", "ann"))
                .extract()
                .path("nextCursor");
        get("/api/v1/users" + MARCH + "&limit=2&cursor=" + cursor)
                .then()
                .body("items.user", contains("bob"))
                .body("nextCursor", nullValue());
        get("/api/v1/users" + MARCH + "&sort=age").then().statusCode(400).body("parameter", is("sort"));
    }

    @Test
    void usersOfAnotherProject_areNotShown() {
        TableRow.facet("user", "ann", "2026-03-01T10:00:00Z", "1")
                .with("project_id", TableRow.otherProject(database))
                .insertInto(database);

        get("/api/v1/users" + MARCH).then().statusCode(200).body("items", empty());
    }
}
