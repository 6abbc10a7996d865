package io.observabilityfactory.query.problem;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.observabilityfactory.query.TableRow;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class ProblemTest {

    TestDatabase database;

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/api/v1/nothing", "/api/v1/costs/nothing"})
    void unknownPath_isAProblem(String path) {
        get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("title", equalTo("Not Found"))
                .body("status", is(404))
                .body("instance", equalTo(path));
    }

    @Test
    void unknownMethod_isAProblem() {
        given().post("/api/v1/agents").then().statusCode(405).contentType("application/problem+json");
    }

    @Test
    void unacceptableType_isAProblem() {
        given().accept("image/png")
                .get("/api/v1/agents")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
    }

    @Test
    void unexpectedFailure_isAProblemThatTellsNothingInternal() {
        TableRow.clear(database);
        // More latency buckets than there are.
        TableRow.usage("odd", "2026-03-01T10:10:00Z")
                .with("latency_counts", "{" + "0,".repeat(500) + "1}")
                .insertInto(database);

        String answer = get("/api/v1/agents?from=2026-03-01T10:00:00Z&to=2026-03-01T10:30:00Z")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .extract()
                .asString();

        assertThat(answer).contains("Internal Server Error").doesNotContain("buckets", "Exception", "latency");
    }
}
