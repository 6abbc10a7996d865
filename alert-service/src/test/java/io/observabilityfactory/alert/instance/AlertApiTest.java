package io.observabilityfactory.alert.instance;

import static io.observabilityfactory.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules, their alerts, silences and files by the API, with the schedule at work. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MailServer.class)
@WithTestResource(WebServer.class)
class AlertApiTest {

    TestDatabase database;
    MailServer mailServer;

    @Inject
    TestTime time;

    private Fleet fleet;

    @BeforeEach
    void useTheProjectOfRequests() {
        fleet = Fleet.ofRequests(database);
        fleet.removeBudgets();
    }

    @AfterEach
    void cleanUp() {
        fleet.removeBudgets();
        time.reset();
    }

    @Test
    void rule_groupedByAgent_hasAnAlertForEachThatIsAcknowledgedByItself() {
        String rule = create(
                "/api/v1/alerts/rules",
                "{'name': 'spenders', 'figure': 'cost', 'window': '1h', 'critical': 50,"
                        + " 'groupBy': ['agent'], 'filter': {'model': ['gpt-4o']}, 'recipients': ['spenders@example.com']}");
        fleet.spend("api-one", "60", time.instant());
        fleet.spend("api-two", "70", time.instant());
        fleet.spend("api-three", "40", time.instant());
        String id = rule.substring(rule.lastIndexOf('/') + 1);

        await().untilAsserted(() -> given().get("/api/v1/alerts/instances?phase=firing&rule=" + id)
                .then()
                .body("items.labels.agent", hasItems("api-one", "api-two")));
        await().untilAsserted(() -> assertThat(mailServer.subjectsTo("spenders@example.com"))
                .contains("[critical] 'spenders' of agent api-one: cost 60.00 USD (critical when at least 50.00 USD)"));
        int alert = given().get("/api/v1/alerts/instances?phase=firing&rule=" + id)
                .then()
                .extract()
                .path("items.find { it.labels.agent == 'api-one' }.id");
        post("/api/v1/alerts/instances/" + alert + "/acknowledge", "{'by': 'ann'}")
                .statusCode(200)
                .body("phase", equalTo("acknowledged"))
                .body("acknowledgedBy", equalTo("ann"));
        given().get("/api/v1/alerts/instances/" + alert).then().body("value", equalTo(60));
        given().get(rule)
                .then()
                .statusCode(200)
                .body("evaluatedAt", notNullValue())
                .body("name", equalTo("spenders"));
    }

    @Test
    void lists_arePagedByCursor() {
        for (int i = 0; i < 5; i++) {
            create(
                    "/api/v1/alerts/rules",
                    "{'name': 'page-" + i + "', 'figure': 'cost', 'window': '1h', 'critical': 5,"
                            + " 'filter': {'agent': ['nobody']}}");
        }

        ValidatableResponse first =
                given().get("/api/v1/alerts/rules?limit=3").then().body("items", hasSize(3));
        String cursor = first.extract().path("nextCursor");
        given().get("/api/v1/alerts/rules?limit=3&cursor=" + cursor)
                .then()
                .body("items.name", equalTo(List.of("page-3", "page-4")))
                .body("nextCursor", equalTo(null));
        given().get("/api/v1/alerts/rules?limit=0").then().statusCode(400).body("parameter", equalTo("limit"));
        given().get("/api/v1/alerts/rules?cursor=x").then().statusCode(400).body("parameter", equalTo("cursor"));
    }

    @Test
    void invalidRule_namesTheField() {
        post("/api/v1/alerts/rules", "{'name': 'r', 'figure': 'price', 'window': '1h', 'critical': 5}")
                .statusCode(400)
                .body("parameter", equalTo("figure"));
        post("/api/v1/alerts/rules", "{'name': 'r', 'figure': 'cost', 'window': '1h', 'critical': 5, 'windw': '1h'}")
                .statusCode(400)
                .body("parameter", equalTo("windw"));
    }

    @Test
    void silencedBudget_isSilentUntilTheSilenceEnds() {
        String silence = create(
                "/api/v1/alerts/silences",
                "{'labels': {'agent': 'quiet'}, 'startsAt': '2026-03-10T00:00:00Z',"
                        + " 'endsAt': '2026-03-11T00:00:00Z', 'comment': 'maintenance', 'createdBy': 'ann'}");
        create(
                "/api/v1/budgets",
                "{'name': 'quiet', 'agent': 'quiet', 'amountUsd': 10, 'recipients': ['quiet@example.com']}");
        fleet.spend("quiet", "60", time.instant());

        await().untilAsserted(() -> assertThat(database.query(
                        "select phase from alert_instance join alert_rule using (rule_id) where name = 'quiet'"))
                .containsExactly("firing"));
        assertThat(database.query("select 1 from notification where recipient = 'quiet@example.com'"))
                .as("what is told is committed with the change")
                .isEmpty();
        given().delete(silence).then().statusCode(204);

        await().untilAsserted(() ->
                assertThat(mailServer.mailsTo("quiet@example.com")).hasSize(1));
        given().get(silence)
                .then()
                .statusCode(200)
                .body("endsAt", equalTo(time.instant().toString()));
    }

    @Test
    void budgetThatIsRaised_isResolvedAndAlertsAgainOnTheSameDay() {
        String budget = create("/api/v1/budgets", raised("100"));
        fleet.spend("raised", "120", time.instant());
        awaitRaised("[critical] Daily budget 'raised' exceeded: 120.00 of 100.00 USD");

        given().contentType(ContentType.JSON)
                .body(json(raised("200")))
                .put(budget)
                .then()
                .statusCode(200);
        awaitRaised(
                "[critical] Daily budget 'raised' exceeded: 120.00 of 100.00 USD",
                "[resolved] Daily budget 'raised' is back in order: 120.00 of 200.00 USD");
        fleet.spend("raised", "100", time.instant());

        awaitRaised(
                "[critical] Daily budget 'raised' exceeded: 120.00 of 100.00 USD",
                "[resolved] Daily budget 'raised' is back in order: 120.00 of 200.00 USD",
                "[critical] Daily budget 'raised' exceeded: 220.00 of 200.00 USD");
        given().get("/api/v1/budgets?name=raised")
                .then()
                .body("items[0].state.usedUsd", equalTo(220))
                .body("items[0].state.overUsd", equalTo(20))
                .body("items[0].state.leftUsd", equalTo(0))
                .body("items[0].state.severity", equalTo("critical"));
    }

    @Test
    void ruleThatIsSwitchedOffOrRemovedWhileItFires_saysThatNobodyWatches() {
        String off = create("/api/v1/budgets", watched("off", true));
        String gone = create("/api/v1/budgets", watched("gone", true));
        fleet.spend("watched", "120", time.instant());
        await().untilAsserted(() ->
                assertThat(mailServer.mailsTo("watched@example.com")).hasSize(2));

        given().contentType(ContentType.JSON)
                .body(json(watched("off", false)))
                .put(off)
                .then()
                .statusCode(200);
        given().delete(gone).then().statusCode(204);
        given().delete(gone).then().statusCode(404);

        await().untilAsserted(() -> assertThat(mailServer.subjectsTo("watched@example.com"))
                .hasSize(4)
                .contains(
                        "[resolved] Not watched any more: Daily budget 'off' exceeded: 120.00 of 100.00 USD",
                        "[resolved] Not watched any more: Daily budget 'gone' exceeded: 120.00 of 100.00 USD"));
    }

    private static String watched(String name, boolean enabled) {
        return "{'name': '" + name + "', 'agent': 'watched', 'amountUsd': 100, 'enabled': " + enabled
                + ", 'recipients': ['watched@example.com']}";
    }

    private static String raised(String amount) {
        return "{'name': 'raised', 'agent': 'raised', 'amountUsd': " + amount
                + ", 'recipients': ['raised@example.com']}";
    }

    private void awaitRaised(String... subjects) {
        await().untilAsserted(() ->
                assertThat(mailServer.subjectsTo("raised@example.com")).containsExactly(subjects));
    }

    @Test
    void configurationFile_isWhatItsBudgetsAre() {
        config(
                "{'alerts': [{'type': 'daily_budget', 'threshold': 100, 'action': 'email', 'recipients': ['a@example.com']},"
                        + " {'type': 'monthly_budget', 'level': 'warning', 'threshold': 80, 'action': 'email', 'recipients': ['a@example.com']},"
                        + " {'type': 'monthly_budget', 'level': 'critical', 'threshold': 160, 'action': 'email'}]}");
        given().get("/api/v1/budgets")
                .then()
                .body("items.name", equalTo(List.of("daily_budget", "monthly_budget")))
                .body("items.amountUsd", equalTo(List.of(100, 160)))
                .body("items[1].warningShare", equalTo(0.5f))
                .body("items[1].period", equalTo("month"));
        int id = given().get("/api/v1/budgets?name=daily_budget")
                .then()
                .extract()
                .path("items[0].id");

        config(
                "{'alerts': [{'type': 'daily_budget', 'threshold': 120, 'action': 'email', 'recipients': ['a@example.com']}]}");

        given().get("/api/v1/budgets")
                .then()
                .body("items.id", equalTo(List.of(id)))
                .body("items.amountUsd", equalTo(List.of(120)));
        given().contentType(ContentType.JSON)
                .body(json("{'alerts': [{'type': 'daily_budget', 'threshold': 100, 'action': 'email'}]}"))
                .put("/api/v1/alerts/config")
                .then()
                .statusCode(400)
                .body("parameter", equalTo("recipients"));
    }

    private static void config(String body) {
        given().contentType(ContentType.JSON)
                .body(json(body))
                .put("/api/v1/alerts/config")
                .then()
                .statusCode(204);
    }

    private static String create(String where, String body) {
        return post(where, body).statusCode(201).extract().header("Location");
    }

    private static ValidatableResponse post(String where, String body) {
        return given().contentType(ContentType.JSON)
                .body(json(body))
                .post(where)
                .then();
    }

    private static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }
}
