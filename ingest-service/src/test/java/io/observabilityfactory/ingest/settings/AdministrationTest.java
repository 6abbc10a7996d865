package io.observabilityfactory.ingest.settings;

import static io.observabilityfactory.testkit.OtlpSpans.request;
import static io.observabilityfactory.testkit.OtlpSpans.span;
import static io.observabilityfactory.testkit.OtlpSpans.text;
import static io.observabilityfactory.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.observabilityfactory.database.access.ApiKeys;
import io.observabilityfactory.ingest.auth.AccessTest;
import io.observabilityfactory.model.access.Scope;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where keys are needed: who may administer, and that what is changed holds. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestProfile(AccessTest.LockedDown.class)
class AdministrationTest {

    private static final String SETTINGS = "/api/v1/ingest/settings";
    private static final String TARGETS = "/api/v1/ingest/forward-targets";

    TestDatabase database;
    private String project;

    @BeforeEach
    void anotherProject() {
        project = "administered-" + UUID.randomUUID();
    }

    @ParameterizedTest
    @ValueSource(strings = {SETTINGS, TARGETS, TARGETS + "/1"})
    void withoutTheScopeAdmin_nothingIsTold(String path) throws SQLException {
        given().get(path).then().statusCode(401).contentType("application/problem+json");
        with(Scope.INGEST).get(path).then().statusCode(403).body("detail", containsString("'admin'"));
        with(Scope.READ).get(path).then().statusCode(403);
        with(Scope.INGEST).body("{}").patch(SETTINGS).then().statusCode(403);
        with(Scope.READ).body("{}").post(TARGETS).then().statusCode(403);
    }

    @Test
    void keyThatAdministers_mayNotSendByThat() throws SQLException {
        with(Scope.ADMIN)
                .contentType("application/x-protobuf")
                .body(request(span("sent by an administrator")).toByteArray())
                .post("/v1/traces")
                .then()
                .statusCode(403)
                .contentType("application/x-protobuf");
    }

    @Test
    void settings_areThoseOfTheTableUntilTheyAreChanged() throws SQLException {
        with(Scope.ADMIN)
                .get(SETTINGS)
                .then()
                .statusCode(200)
                .body("project", equalTo(project))
                .body("contentMode", equalTo("full"))
                .body("masks", empty())
                .body("maskDefaults", equalTo(true))
                .body("retentionDays", equalTo(30));
    }

    @Test
    void change_leavesTheRestAndHoldsForWhatIsSentAfterIt() throws SQLException {
        RequestSpecification sender = with(Scope.INGEST).contentType("application/x-protobuf");
        with(Scope.ADMIN)
                .body("{\"masks\": [\"EMP-\\\\d{4}\"], \"retentionDays\": 7}")
                .patch(SETTINGS)
                .then()
                .statusCode(200);
        with(Scope.ADMIN)
                .body("{\"contentMode\": \"none\"}")
                .patch(SETTINGS)
                .then()
                .statusCode(200)
                .body("masks[0]", equalTo("EMP-\\d{4}"))
                .body("retentionDays", equalTo(7));
        Span.Builder call =
                span("call").addAttributes(text("input.value", "why?")).addAttributes(text("by", "EMP-4711"));

        sender.body(request(call).toByteArray()).post("/v1/traces").then().statusCode(200);

        await().untilAsserted(() -> assertThat(stored(call)).isEqualTo("[not kept] [masked]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"contentMode\": \"some\"}          | contentMode   | full",
                "{\"masks\": [\"fine\", \"(\"]}       | masks[1]      | RE2",
                "{\"masks\": [null]}                  | masks[0]      | text",
                "{\"masks\": \"x\"}                   | masks         | list",
                "{\"retentionDays\": 0}               | retentionDays | 3650",
                "{\"retentionDays\": \"soon\"}        | retentionDays | number",
                "{\"retention\": 3}                   | retention     | retentionDays",
                "[]                                   | body          | JSON object"
            })
    void changeThatCannotBe_namesTheFieldAndChangesNothing(String body, String field, String accepted)
            throws SQLException {
        with(Scope.ADMIN)
                .body(body)
                .patch(SETTINGS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("parameter", equalTo(field))
                .body("detail", containsString(accepted));
    }

    @Test
    void targets_areSeenAndChangedByTheirOwnProjectOnly() throws SQLException {
        int id = with(Scope.ADMIN)
                .body("{\"name\": \"tempo\", \"protocol\": \"grpc\", \"endpoint\": \"http://127.0.0.1:1\"}")
                .post(TARGETS)
                .then()
                .statusCode(201)
                .header("Location", containsString(TARGETS))
                .extract()
                .path("id");
        String own = project;
        project = "another-" + own;

        with(Scope.ADMIN).get(TARGETS + "/" + id).then().statusCode(404);
        with(Scope.ADMIN).get(TARGETS).then().body("items", empty());
        with(Scope.ADMIN).delete(TARGETS + "/" + id).then().statusCode(404);
        with(Scope.ADMIN)
                .body("{\"name\": \"mine\", \"protocol\": \"grpc\", \"endpoint\": \"http://127.0.0.1:2\"}")
                .put(TARGETS + "/" + id)
                .then()
                .statusCode(404);

        project = own;
        with(Scope.ADMIN).get(TARGETS + "/" + id).then().statusCode(200).body("name", equalTo("tempo"));
        with(Scope.ADMIN).delete(TARGETS + "/" + id).then().statusCode(204);
    }

    private RequestSpecification with(Scope scope) throws SQLException {
        ApiKeys.NewKey key = new ApiKeys(database.dataSource()).create(project, "test", Set.of(scope));
        return given().header("x-api-key", key.secret().value()).contentType(ContentType.JSON);
    }

    private String stored(Span.Builder call) {
        return database.query("select attributes ->> 'input.value' || ' ' || (attributes ->> 'by') from span"
                        + " where trace_id = '\\x"
                        + HexFormat.of().formatHex(call.getTraceId().toByteArray()) + "'")
                .get(0);
    }
}
