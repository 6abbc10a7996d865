package io.observabilityfactory.query.database;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The service without a database. */
@QuarkusTest
@TestProfile(DatabaseTest.NoDatabase.class)
class DatabaseTest {

    public static final class NoDatabase implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    // Nobody listens on the port of the TCP multiplexer.
                    "quarkus.datasource.reactive.url", "postgresql://localhost:1/nowhere",
                    "quarkus.datasource.username", "nobody",
                    "quarkus.datasource.password", "nothing");
        }
    }

    @TestHTTPResource(value = "/health", management = true)
    String health;

    @Test
    void request_isToldToComeBack() {
        get("/api/v1/agents")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("5"))
                .body("title", equalTo("Service Unavailable"))
                .body("detail", containsString("cannot be reached"));
    }

    @Test
    void service_isAliveButNotReady() {
        get(health + "/live").then().statusCode(200).body("status", equalTo("UP"));
        get(health + "/ready").then().statusCode(is(503)).body("status", equalTo("DOWN"));
    }
}
