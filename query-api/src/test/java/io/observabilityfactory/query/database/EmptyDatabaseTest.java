package io.observabilityfactory.query.database;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.observabilityfactory.testkit.UnusableDatabase;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The database is there and has no tables yet. */
@QuarkusTest
@WithTestResource(value = UnusableDatabase.class, initArgs = @ResourceArg(name = "fault", value = "empty"))
class EmptyDatabaseTest {

    @Test
    void request_isToldToComeBack() {
        get("/api/v1/agents")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "5")
                .body("type", equalTo("about:blank"))
                .body("title", equalTo("Service Unavailable"))
                .body("status", is(503))
                .body("detail", equalTo("The database has no tables yet."))
                .body("instance", equalTo("/api/v1/agents"));
    }
}
