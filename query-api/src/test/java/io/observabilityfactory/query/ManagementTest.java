package io.observabilityfactory.query;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.testkit.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void openApi_hasAnExampleForEveryFieldOfAnAnswer() throws Exception {
        JsonNode schemas = openApi().at("/components/schemas");

        List<String> without = new ArrayList<>();
        schemas.fields()
                .forEachRemaining(
                        type -> type.getValue().path("properties").fields().forEachRemaining(field -> {
                            if (lacksExample(field.getValue())) {
                                without.add(type.getKey() + "." + field.getKey());
                            }
                        }));

        assertThat(schemas).hasSizeGreaterThan(20);
        assertThat(schemas.at("/TraceSummary/properties/costUsd/examples/0").isNumber())
                .isTrue();
        assertThat(without).isEmpty();
    }

    /** What refers to another type, or may be any JSON, has none of its own. */
    private static boolean lacksExample(JsonNode field) {
        JsonNode value = field.has("items") ? field.get("items") : field;
        boolean scalar = value.path("type").toString().matches(".*(string|number|integer|boolean).*");
        return scalar && !value.has("examples");
    }

    @Test
    void openApi_tellsWhatComesAsCsvToo() throws Exception {
        for (String path : List.of("/costs/report", "/costs/breakdown", "/savings", "/traces", "/agents")) {
            JsonNode answer = openApi().path("paths").path("/api/v1" + path).at("/get/responses/200/content");

            assertThat(answer.fieldNames())
                    .toIterable()
                    .as(path)
                    .containsExactlyInAnyOrder("application/json", "text/csv");
        }
    }

    private JsonNode openApi() throws Exception {
        return new ObjectMapper()
                .readTree(get(management + "openapi?format=json").asString());
    }
}
