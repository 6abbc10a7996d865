package io.observabilityfactory.alert.budget;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.observabilityfactory.alert.Fleet;
import io.observabilityfactory.alert.MailServer;
import io.observabilityfactory.alert.TestTime;
import io.observabilityfactory.alert.WebServer;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MailServer.class)
@WithTestResource(WebServer.class)
class BudgetResourceTest {

    private static final String BUDGETS = "/api/v1/budgets";

    TestDatabase database;

    @Inject
    TestTime time;

    @Test
    void post_ofABudgetWithWhatIsRequired_createsItWithDefaults() {
        String location = post(budget("minimal", "")).statusCode(201).extract().header("Location");

        given().when()
                .get(location)
                .then()
                .statusCode(200)
                .body("name", equalTo("minimal"))
                .body("amountUsd", equalTo(100))
                .body("warningShare", equalTo(0.8f))
                .body("timeZone", equalTo("UTC"))
                .body("recipients", equalTo(List.of("ops@example.com")))
                .body("$", not(hasKey("agent")));
    }

    @Test
    void get_showsHowTheBudgetStandsToday() {
        String location = post(budget("of-researcher", ", 'agent': 'researcher', 'timeZone': 'Asia/Tokyo'"))
                .extract()
                .header("Location");
        today(location, "ok", "0", "100");

        Fleet requests = Fleet.ofRequests(database);
        requests.spend("researcher", "80.0000002", time.instant());
        today(location, "warning", "80.0000002", "19.9999998");
        requests.spend("researcher", "20", time.instant());
        today(location, "critical", "100.0000002", "0");
    }

    private void today(String location, String severity, String spent, String left) {
        String body = given().when()
                .get(location)
                .then()
                .statusCode(200)
                .body("today.day", equalTo("2026-03-10"))
                .body("today.severity", equalTo(severity))
                .extract()
                .asString();
        assertThat(body).contains("\"spentUsd\":" + spent + ",").contains("\"leftUsd\":" + left + ",");
    }

    @Test
    void get_ofAll_listsTheBudgetsOfThisProjectOnly() {
        post(budget("listed", "")).statusCode(201);
        Fleet.create(database).budget("foreign");

        given().when()
                .get(BUDGETS)
                .then()
                .statusCode(200)
                .body("items.name", hasItem("listed"))
                .body("items.name", not(hasItem("foreign")))
                .body("$", hasKey("nextCursor"))
                .body("nextCursor", nullValue());
    }

    @Test
    void put_replacesTheBudget() {
        String location = post(budget("before", ", 'agent': 'coder'")).extract().header("Location");

        given().contentType(ContentType.JSON)
                .body(budget("after", ", 'warningShare': 0.5").replace("100", "250.50"))
                .put(location)
                .then()
                .statusCode(200);

        given().when()
                .get(location)
                .then()
                .body("name", equalTo("after"))
                .body("amountUsd", equalTo(250.50f))
                .body("warningShare", equalTo(0.5f))
                .body("$", not(hasKey("agent")));
        assertThat(given().get(location).asString()).contains("\"amountUsd\":250.5,");
    }

    @Test
    void delete_removesTheBudget() {
        String location = post(budget("short-lived", "")).extract().header("Location");

        given().when().delete(location).then().statusCode(204);

        given().when().get(location).then().statusCode(404);
    }

    @Test
    void post_ofANameThatIsTaken_isAConflict() {
        post(budget("taken", "")).statusCode(201);

        problem(post(budget("taken", "")), 409, "name").body("detail", containsString("'taken'"));
    }

    @Test
    void put_ofANameThatIsTaken_isAConflict() {
        post(budget("occupied", "")).statusCode(201);
        String location = post(budget("mover", "")).extract().header("Location");

        problem(
                given().contentType(ContentType.JSON)
                        .body(budget("occupied", ""))
                        .put(location)
                        .then(),
                409,
                "name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    amountUsd    | 'amountUsd': -1, 'recipients': ['ops@example.com']
                    amountUsd    | 'amountUsd': 'much', 'recipients': ['ops@example.com']
                    amountUsd    | 'recipients': ['ops@example.com']
                    warningShare | 'amountUsd': 1, 'warningShare': 80, 'recipients': ['ops@example.com']
                    timeZone     | 'amountUsd': 1, 'timeZone': 'Mars', 'recipients': ['ops@example.com']
                    recipients   | 'amountUsd': 1, 'recipients': ['ops']
                    recipients   | 'amountUsd': 1
                    agent        | 'amountUsd': 1, 'agent': ' ', 'recipients': ['ops@example.com']
                    warnigShare  | 'amountUsd': 1, 'warnigShare': 0.5, 'recipients': ['ops@example.com']
                    """, quoteCharacter = '"')
    void post_ofSomethingInvalid_namesTheField(String parameter, String fields) {
        problem(post(json("{'name': 'invalid', " + fields + "}")), 400, parameter)
                .body("detail", containsString(parameter));
    }

    @Test
    void post_ofSomethingElseThanJson_isAProblem() {
        problem(post(json("{'name': ")), 400, null);
    }

    @Test
    void anyRequest_forABudgetOfAnotherProject_findsNone() {
        String foreign = BUDGETS + "/" + Fleet.create(database).budget("foreign");

        problem(given().when().get(foreign).then(), 404, null);
        problem(given().when().delete(foreign).then(), 404, null);
        problem(
                given().contentType(ContentType.JSON)
                        .body(budget("stolen", ""))
                        .put(foreign)
                        .then(),
                404,
                null);
        assertThat(database.query("select name from alert_rule where name in ('foreign', 'stolen')"))
                .containsOnly("foreign");
    }

    private static String budget(String name, String more) {
        return json("{'name': '" + name + "', 'amountUsd': 100, 'recipients': ['ops@example.com']" + more + "}");
    }

    private static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    private static ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON).body(body).post(BUDGETS).then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String parameter) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("parameter", equalTo(parameter));
    }
}
