package io.observabilityfactory.alert.problem;

import static io.observabilityfactory.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LateDatabase.class)
class DatabaseAwayTest {

    private static final String BUDGETS = "/api/v1/budgets";

    LateDatabase database;

    @TestHTTPResource(value = "/health/ready", management = true)
    URL readiness;

    @Test
    void service_startedBeforeItsDatabase_saysWhatIsMissingAndRecovers() {
        given().get(readiness).then().statusCode(503);
        awaitComplaint("The database cannot be reached.");

        database.appear();
        awaitComplaint("The database does not answer queries.");

        database.letIn();
        awaitComplaint("The database has no tables yet.");

        database.migrate();
        await().untilAsserted(() -> given().get(readiness).then().statusCode(200));
        await().untilAsserted(() -> given().get(BUDGETS).then().statusCode(200));
    }

    private static void awaitComplaint(String detail) {
        await().untilAsserted(() -> given().get(BUDGETS)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "5")
                .body("type", equalTo("about:blank"))
                .body("title", equalTo("Service Unavailable"))
                .body("status", is(503))
                .body("instance", equalTo(BUDGETS))
                .body("detail", containsString(detail)));
    }
}
