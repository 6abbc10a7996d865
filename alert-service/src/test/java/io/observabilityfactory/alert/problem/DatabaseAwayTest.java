package io.observabilityfactory.alert.problem;

import static io.restassured.RestAssured.given;
import static io.observabilityfactory.testkit.Patience.await;
import static org.hamcrest.Matchers.containsString;

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
    void service_startedBeforeItsDatabase_saysSoAndRecovers() {
        given().when().get(readiness).then().statusCode(503);
        given().when()
                .get(BUDGETS)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "5")
                .body("detail", containsString("database"));

        database.appear();

        await()
                .untilAsserted(() -> given().when().get(readiness).then().statusCode(200));
        given().when().get(BUDGETS).then().statusCode(200);
    }
}
