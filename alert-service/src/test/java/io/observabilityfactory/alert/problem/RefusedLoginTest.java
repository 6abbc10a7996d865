package io.observabilityfactory.alert.problem;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.observabilityfactory.testkit.UnusableDatabase;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The database does not let the service in. */
@QuarkusTest
@WithTestResource(value = UnusableDatabase.class, initArgs = @ResourceArg(name = "fault", value = "login"))
class RefusedLoginTest {

    @Test
    void request_isToldToComeBack() {
        get("/api/v1/budgets")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "5")
                .body("type", equalTo("about:blank"))
                .body("title", equalTo("Service Unavailable"))
                .body("status", is(503))
                .body("instance", equalTo("/api/v1/budgets"));
    }
}
