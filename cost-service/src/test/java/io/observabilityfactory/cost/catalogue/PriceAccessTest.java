package io.observabilityfactory.cost.catalogue;

import static io.restassured.RestAssured.given;

import io.observabilityfactory.database.access.ApiKeys;
import io.observabilityfactory.model.access.Scope;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PriceAccessTest.KeysRequired.class)
@WithTestResource(PostgresResource.class)
class PriceAccessTest {

    public static final class KeysRequired implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("observability-factory.access.key-required", "true");
        }
    }

    private static final String PRICE =
            "{\"provider\": \"p\", \"model\": \"m\", \"validFrom\": \"2026-01-01\", \"prices\": {\"input\": \"1\"}}";
    private static final String USAGE = "{\"model\": \"m\", \"usage\": {\"input\": 1}}";

    TestDatabase database;

    @Test
    void withoutAKey_nothingIsToldOrChanged() {
        given().get("/api/v1/prices").then().statusCode(401);
        given().get("/api/v1/costs/unpriced").then().statusCode(401);
        given().contentType(ContentType.JSON)
                .body(PRICE)
                .post("/api/v1/prices")
                .then()
                .statusCode(401);
    }

    @Test
    void keyThatMayRead_readsAndEstimatesAndChangesNothing() throws SQLException {
        withKey(Scope.READ).get("/api/v1/prices").then().statusCode(200);
        withKey(Scope.READ).body(USAGE).post("/api/v1/prices/estimate").then().statusCode(200);
        withKey(Scope.READ).body(PRICE).post("/api/v1/prices").then().statusCode(403);
        withKey(Scope.READ).body("x").post("/api/v1/prices/import").then().statusCode(403);
        withKey(Scope.READ).body("{}").post("/api/v1/repricings").then().statusCode(403);
    }

    @Test
    void keyThatMayAdministrate_changesPrices() throws SQLException {
        withKey(Scope.ADMIN).body(PRICE).post("/api/v1/prices").then().statusCode(201);
    }

    private RequestSpecification withKey(Scope scope) throws SQLException {
        ApiKeys keys = new ApiKeys(database.dataSource());
        return given().contentType(ContentType.JSON)
                .header(
                        "x-api-key",
                        keys.create("default", "test", Set.of(scope)).secret().value());
    }
}
