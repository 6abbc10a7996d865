package io.observabilityfactory.query;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.observabilityfactory.testkit.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class ManagementTest {

    @TestHTTPResource(value = "/", management = true)
    String management;

    @Test
    void readiness_includesTheDatabaseAndItsSchema() {
        get(management + "health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", hasItems(containsString("PostgreSQL"), equalTo("Database schema")))
                .body("checks.status", everyItem(equalTo("UP")));
    }

    @Test
    void metrics_nameThePathAndNotTheTrace() {
        get("/api/v1/traces/some-run-id");

        get(management + "metrics")
                .then()
                .statusCode(200)
                .body(containsString("uri=\"/api/v1/traces/{id}\""))
                .body(not(containsString("some-run-id")));
    }

    @Test
    void openApi_describesEveryPath() {
        String document =
                get(management + "openapi").then().statusCode(200).extract().asString();

        assertThat(document)
                .contains(
                        "/api/v1/traces/{id}:",
                        "/api/v1/traces/{id}/tree:",
                        "/api/v1/agents:",
                        "/api/v1/agents/{agent}/stats:",
                        "/api/v1/costs/report:",
                        "/api/v1/costs/breakdown:");
    }
}
