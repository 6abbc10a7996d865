package io.observabilityfactory.alert.budget;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.observabilityfactory.alert.FewAttempts;
import io.observabilityfactory.alert.Fleet;
import io.observabilityfactory.alert.TestTime;
import io.observabilityfactory.alert.notification.StartTlsMailServer;
import io.observabilityfactory.database.access.ApiKeys;
import io.observabilityfactory.model.access.Scope;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an agent's key may know of the budgets, and what it may not do. */
@QuarkusTest
@TestProfile(FewAttempts.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(StartTlsMailServer.class)
class BudgetAccessTest {

    private static final String BUDGETS = "/api/v1/budgets";
    private static final String BUDGET =
            "{\"name\": \"%s\", \"amountUsd\": 100, \"recipients\": [\"ops@example.com\"]}";

    TestDatabase database;

    @Inject
    TestTime time;

    @Test
    void keyThatMayRead_seesHowItsProjectStandsAndChangesNothing() throws SQLException {
        Fleet mine = Fleet.create(database);
        mine.budget("mine");
        mine.spend("coder", "120", time.instant());
        Fleet.create(database).budget("theirs");

        key(mine, Scope.READ)
                .get(BUDGETS)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].name", equalTo("mine"))
                .body("items[0].state.overUsd", equalTo(20));
        key(mine, Scope.READ)
                .contentType(ContentType.JSON)
                .body(BUDGET.formatted("more"))
                .post(BUDGETS)
                .then()
                .statusCode(403);
        given().get(BUDGETS).then().statusCode(401);
        key(mine, Scope.INGEST).get(BUDGETS).then().statusCode(403);
    }

    @Test
    void project_hasAsManyRulesAsItMayHave() throws SQLException {
        Fleet fleet = Fleet.create(database);
        for (int budget = 0; budget < 3; budget++) {
            fleet.budget("budget-" + budget);
        }

        key(fleet, Scope.ADMIN)
                .contentType(ContentType.JSON)
                .body(BUDGET.formatted("one too many"))
                .post(BUDGETS)
                .then()
                .statusCode(409)
                .body("detail", containsString("3 rules and budgets already"));
    }

    private RequestSpecification key(Fleet fleet, Scope scope) throws SQLException {
        return given().header(
                        "x-api-key",
                        new ApiKeys(database.dataSource())
                                .create(fleet.name(), "test", Set.of(scope))
                                .secret()
                                .value());
    }
}
