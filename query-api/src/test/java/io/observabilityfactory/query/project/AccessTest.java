package io.observabilityfactory.query.project;

import static io.observabilityfactory.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.observabilityfactory.database.access.ApiKeys;
import io.observabilityfactory.model.access.Scope;
import io.observabilityfactory.query.TableRow;
import io.observabilityfactory.query.admin.OwnerServers;
import io.observabilityfactory.query.ui.OpenIdProviderResource;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestProfile(AccessTest.KeysRequired.class)
public class AccessTest {

    public static final class KeysRequired implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "observability-factory.access.key-required", "true",
                    "observability-factory.access.key-memory", "PT1S");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(OwnerServers.class), new TestResourceEntry(OpenIdProviderResource.class));
        }
    }

    private static final String AGENTS = "/api/v1/agents?from=2026-03-01T10:00:00Z&to=2026-03-01T10:30:00Z";

    TestDatabase database;

    private ApiKeys keys;

    @BeforeEach
    void sendUsage() {
        keys = new ApiKeys(database.dataSource());
        TableRow.clear(database);
        TableRow.usage("ours", "2026-03-01T10:10:00Z").insertInto(database);
        TableRow.usage("theirs", "2026-03-01T10:10:00Z")
                .with("project_id", TableRow.otherProject(database))
                .insertInto(database);
    }

    @Test
    void key_showsItsOwnProject() throws SQLException {
        withKey("default", Scope.READ).get(AGENTS).then().statusCode(200).body("items.agent", contains("ours"));
        withKey("other", Scope.READ).get(AGENTS).then().statusCode(200).body("items.agent", contains("theirs"));
    }

    @Test
    void everyWayToSendAKey_works() throws SQLException {
        ApiKeys.NewKey key = keys.create("default", "ways", Set.of(Scope.READ));
        String secret = key.secret().value();

        given().header("Authorization", "Bearer " + secret).get(AGENTS).then().statusCode(200);
        given().auth()
                .preemptive()
                .basic(key.publicKey(), secret)
                .get(AGENTS)
                .then()
                .statusCode(200);
        given().auth()
                .preemptive()
                .basic("pk-of-another", secret)
                .get(AGENTS)
                .then()
                .statusCode(401);
    }

    @Test
    void requestWithoutKey_isToldHowToSendOne() {
        given().get(AGENTS)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("detail", containsString("x-api-key"));
        given().header("Authorization", "Digest x").get(AGENTS).then().statusCode(401);
    }

    @Test
    void unknownKey_isRefusedWithoutBeingRepeated() {
        given().header("x-api-key", "sk-of-guessed")
                .get(AGENTS)
                .then()
                .statusCode(401)
                .body("detail", not(containsString("guessed")));
    }

    @Test
    void keyThatMayOnlySend_isForbiddenToRead() throws SQLException {
        withKey("default", Scope.INGEST).get(AGENTS).then().statusCode(403).body("detail", containsString("'read'"));
    }

    @Test
    void revokedKey_soonEndsToWork() throws SQLException {
        ApiKeys.NewKey key = keys.create("default", "short", Set.of(Scope.READ));
        RequestSpecification request = given().header("x-api-key", key.secret().value());
        request.get(AGENTS).then().statusCode(200);

        keys.revoke(key.publicKey());

        await().until(() ->
                given().header("x-api-key", key.secret().value()).get(AGENTS).statusCode() == 401);
    }

    private RequestSpecification withKey(String project, Scope scope) throws SQLException {
        return given().header(
                        "x-api-key",
                        keys.create(project, "test", Set.of(scope)).secret().value());
    }
}
