package io.observabilityfactory.alert.channel;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.observabilityfactory.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a budget that is crossed to the other side of a channel, however that one behaves. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MailServer.class)
@WithTestResource(WebServer.class)
class ChannelTest {

    private static final String CHANNELS = "/api/v1/alerts/channels";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final AtomicInteger CREATED = new AtomicInteger();

    TestDatabase database;
    WebServer web;
    MailServer mailServer;

    @Inject
    TestTime time;

    private String name;
    private String path;
    private Fleet fleet;

    @BeforeEach
    void nameAll() {
        name = "channel-" + CREATED.incrementAndGet();
        path = "/hooks/" + name + "/T0K3N";
        fleet = Fleet.ofRequests(database);
    }

    @AfterEach
    void cleanUp() {
        fleet.removeBudgets();
        time.reset();
    }

    @Test
    void slack_getsBlocksOnce() {
        answer(aResponse().withStatus(200).withBody("ok"));
        createChannel("slack", "");

        crossABudget();

        JsonObject body = new JsonObject(onlyRequest().getBodyAsString());
        assertThat(body.getString("text"))
                .isEqualTo("[critical] Daily budget '" + name + "' exceeded: 120.00 of 100.00 USD");
        JsonArray blocks = body.getJsonArray("blocks");
        assertThat(blocks.getJsonObject(0).getString("type")).isEqualTo("header");
        assertThat(blocks.getJsonObject(1).encode()).contains("*Spent*\\n120.00 USD (120 %)");
    }

    @Test
    void webhook_isSignedAndHasAnIdempotencyKey() {
        answer(aResponse().withStatus(204));
        createChannel("webhook", ", 'signingSecret': '" + SECRET + "', 'headers': {'Authorization': 'Bearer b34r3r'}");

        crossABudget();

        LoggedRequest request = onlyRequest();
        String id = request.getHeader("webhook-id");
        assertThat(request.getHeader("Idempotency-Key")).isEqualTo(id);
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer b34r3r");
        assertThat(request.getHeader("webhook-signature"))
                .isEqualTo(WebhookSignature.sign(
                        SECRET,
                        id,
                        Instant.ofEpochSecond(Long.parseLong(request.getHeader("webhook-timestamp"))),
                        request.getBodyAsString()));
        JsonObject body = new JsonObject(request.getBodyAsString());
        assertThat(body.getString("kind")).isEqualTo("firing");
        assertThat(body.getString("severity")).isEqualTo("critical");
        assertThat(body.getJsonObject("labels").getString("agent")).isEqualTo(name);
    }

    @Test
    void alertmanager_getsItsFormAndTheEnd() {
        path = "/api/v2/alerts";
        answer(aResponse().withStatus(200));
        String location = create("{'name': '" + name + "', 'type': 'alertmanager', 'url': '" + web.url("") + "'}");
        long budget = crossABudget();
        await().untilAsserted(() -> assertThat(requests()).hasSize(1));

        put("/api/v1/budgets/" + budget, budget(name, "1000"));

        await().untilAsserted(() -> assertThat(requests()).hasSize(2));
        JsonObject fired = new JsonArray(requests().get(0).getBodyAsString()).getJsonObject(1);
        JsonObject ended = new JsonArray(requests().get(1).getBodyAsString()).getJsonObject(1);
        assertThat(fired.getJsonObject("labels").getString("severity")).isEqualTo("critical");
        assertThat(fired.getJsonObject("labels").getString("alertname")).isEqualTo(name);
        assertThat(ended.getJsonObject("labels")).isEqualTo(fired.getJsonObject("labels"));
        assertThat(Instant.parse(fired.getString("endsAt"))).isAfter(time.instant());
        assertThat(Instant.parse(ended.getString("endsAt"))).isBeforeOrEqualTo(time.instant());
        assertThat(location).isNotNull();
    }

    @Test
    void answersThatPassOver_areSatOutAndTheFiringArrivesOnce() {
        web.mock().stubFor(inTurn(Scenario.STARTED, "reset", aResponse().withStatus(500)));
        web.mock().stubFor(inTurn("reset", "busy", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        web.mock().stubFor(inTurn("busy", "well", aResponse().withStatus(429).withHeader("Retry-After", "3")));
        web.mock().stubFor(inTurn("well", "well", aResponse().withStatus(200).withFixedDelay(700)));
        createChannel("webhook", "");

        crossABudget();

        await().untilAsserted(() -> assertThat(states()).containsExactly("delivered"));
        List<LoggedRequest> requests = requests();
        assertThat(requests).hasSize(4);
        assertThat(requests)
                .extracting(it -> it.getHeader("Idempotency-Key"))
                .containsOnly(requests.get(0).getHeader("webhook-id"));
        long paused = requests.get(3).getLoggedDate().getTime()
                - requests.get(2).getLoggedDate().getTime();
        assertThat(paused).as("Retry-After is respected").isGreaterThanOrEqualTo(3000);
        assertThat(attempts(onlyDelivery())).containsExactly("failed", "failed", "failed", "delivered");
    }

    @Test
    void channelThatHangs_holdsUpNoOther() {
        answer(aResponse().withStatus(200).withFixedDelay(60_000));
        createChannel("webhook", "");
        String mail = name + "@example.com";
        String location = create(
                "/api/v1/budgets",
                "{'name': '" + name + "', 'agent': '" + name + "', 'amountUsd': 100, 'channels': ['" + name
                        + "'], 'recipients': ['" + mail + "']}");

        fleet.spend(name, "120", time.instant());

        await().untilAsserted(() -> assertThat(mailServer.mailsTo(mail)).hasSize(1));
        assertThat(onlyRequest()).isNotNull();
        assertThat(attempts(onlyDelivery())).as("the other still hangs").isEmpty();
        assertThat(location).isNotNull();
    }

    @Test
    void refusal_isGivenUpVisiblyAndCanBeReplayed() {
        answer(aResponse().withStatus(404).withBody("no_service"));
        createChannel("slack", "");
        crossABudget();
        await().until(() -> !states().isEmpty() && !attempts(onlyDelivery()).isEmpty());
        database.execute(
                "update notification set attempts = 9, next_attempt_at = now() where channel = '" + name + "'");

        await().untilAsserted(() -> assertThat(states()).containsExactly("dead"));
        given().get("/api/v1/alerts/deliveries?state=dead&channel=" + name)
                .then()
                .body("items[0].lastError", equalTo("HTTP 404: no_service"));
        answer(aResponse().withStatus(200));
        given().contentType(ContentType.JSON)
                .post("/api/v1/alerts/deliveries/" + onlyDelivery() + "/replay")
                .then()
                .statusCode(200);

        await().untilAsserted(() -> assertThat(states()).containsExactly("delivered"));
    }

    @Test
    void channelThatReceivesCriticalAlerts_getsThemThoughNoRuleNamesIt() {
        answer(aResponse().withStatus(200));
        createChannel("webhook", ", 'receives': [{'severities': ['critical'], 'labels': {'team': '" + name + "'}}]");
        create(
                "/api/v1/budgets",
                "{'name': '" + name + "', 'agent': '" + name + "', 'amountUsd': 100, 'labels': {'team': '" + name
                        + "'}, 'recipients': ['x@example.com']}");

        fleet.spend(name, "85", time.instant());
        await().untilAsserted(() -> assertThat(mailStates()).containsExactly("warning"));
        fleet.spend(name, "85", time.instant());

        assertThat(onlyRequest().getBodyAsString()).contains("\"severity\":\"critical\"");
    }

    @Test
    void channelWithTemplates_usesThem() {
        answer(aResponse().withStatus(200));
        createChannel(
                "slack",
                ", 'titleTemplate': '{severity}: {rule}', 'textTemplate': 'for {labels.agent}{#for f in facts} {f.name}{/for}'");

        crossABudget();

        assertThat(onlyRequest().getBodyAsString())
                .contains("critical: " + name)
                .contains("for " + name + " Agent Day");
    }

    @Test
    void template_thatReachesForWhatIsNotThere_isRefusedWithItsName() {
        post(
                        CHANNELS,
                        "{'name': '" + name
                                + "', 'type': 'slack', 'url': 'https://hooks.example.com/x', 'textTemplate': '{title.getClass}'}")
                .statusCode(400)
                .body("parameter", equalTo("textTemplate"));
    }

    @Test
    void secrets_areStoredEncryptedAndNeverShown() {
        answer(aResponse().withStatus(200));
        String location = createChannel(
                "webhook", ", 'signingSecret': '" + SECRET + "', 'headers': {'Authorization': 'Bearer b34r3r'}");

        String shown = given().get(location).then().statusCode(200).extract().asString();
        assertThat(shown).contains("\"target\":\"" + web.url("") + "\"").contains("\"hasSecrets\":true");
        assertThat(shown + given().get(CHANNELS).asString()).doesNotContain("T0K3N", "MfKQ", "b34r3r");
        assertThat(database.query("select name from alert_channel where secrets is not null and name = '" + name
                        + "' and position('T0K3N'::bytea in secrets) + position('MfKQ'::bytea in secrets)"
                        + " + position('b34r3r'::bytea in secrets) = 0 and settings::text !~ 'T0K3N|MfKQ|b34r3r'"))
                .containsExactly(name);

        put(location, "{'name': '" + name + "', 'type': 'webhook', 'enabled': true}");
        test(location).body("delivered", equalTo(true));
        assertThat(onlyRequest().getHeader("Authorization"))
                .as("what is not given anew is kept")
                .isEqualTo("Bearer b34r3r");
    }

    @Test
    void headersOfAChannel_areNotSentToAnotherHost() {
        String location = createChannel("webhook", ", 'headers': {'Authorization': 'Bearer b34r3r'}");

        given().contentType(ContentType.JSON)
                .body(json("{'name': '" + name + "', 'type': 'webhook', 'url': 'https://evil.example.com/'}"))
                .put(location)
                .then()
                .statusCode(400)
                .body("parameter", equalTo("headers"));
    }

    @Test
    void testButton_tellsWhatTheOtherSideSaid() {
        answer(aResponse().withStatus(403).withBody("action_prohibited: Cannot POST " + path));

        test(createChannel("slack", ""))
                .body("delivered", equalTo(false))
                .body("detail", equalTo("HTTP 403: action_prohibited: Cannot POST …"));
    }

    @Test
    void testButton_ofATargetInsideTheNetwork_isRefused() {
        String location =
                create("{'name': '" + name + "', 'type': 'webhook', 'url': 'http://169.254.169.254/latest/meta-data'}");

        test(location).body("delivered", equalTo(false)).body("detail", containsString("is not a public address"));
    }

    @Test
    void redirects_areNotFollowed() {
        answer(aResponse().withStatus(302).withHeader("Location", web.url("/elsewhere")));

        test(createChannel("webhook", "")).body("delivered", equalTo(false)).body("detail", containsString("302"));
        assertThat(web.mock().findAll(postRequestedFor(urlEqualTo("/elsewhere"))))
                .isEmpty();
    }

    @Test
    void testButton_ofAMailChannel_sendsOne() {
        String mail = name + "@example.com";

        test(create("{'name': '" + name + "', 'type': 'email', 'recipients': ['" + mail + "']}"))
                .body("delivered", equalTo(true));

        assertThat(mailServer.subjectsTo(mail)).containsExactly("[test] Channel '" + name + "' works");
    }

    @Test
    void channelThatARuleNames_cannotBeRemoved() {
        String location = createChannel("webhook", "");
        create("/api/v1/budgets", budget(name, "100"));

        given().delete(location).then().statusCode(409);
        fleet.removeBudgets();
        given().delete(location).then().statusCode(204);
        given().get(location).then().statusCode(404);
    }

    @Test
    void ruleThatNamesNoSuchChannel_isRefused() {
        post("/api/v1/budgets", budget("nowhere", "100"))
                .statusCode(400)
                .body("parameter", equalTo("channels"))
                .body("detail", containsString("'nowhere'"));
    }

    @Test
    void channelOfAnotherProject_isNotThere() {
        int other = Fleet.create(database).projectId();
        database.execute("insert into alert_channel (project_id, name, type, settings) values (" + other
                + ", 'foreign', 'email', '{\"recipients\": [\"x@example.com\"]}')");
        String id = database.query("select channel_id from alert_channel where project_id = " + other)
                .get(0);

        given().get(CHANNELS + "/" + id).then().statusCode(404);
        given().delete(CHANNELS + "/" + id).then().statusCode(404);
        given().contentType(ContentType.JSON)
                .post(CHANNELS + "/" + id + "/test")
                .then()
                .statusCode(404);
        given().get(CHANNELS).then().body("items.name", not(hasItem("foreign")));
    }

    private long crossABudget() {
        String location = create("/api/v1/budgets", budget(name, "100"));
        fleet.spend(name, "120", time.instant());
        return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
    }

    /** Of the agent and with the channel of its name. */
    private static String budget(String name, String amount) {
        return "{'name': '" + name + "', 'agent': '" + name + "', 'amountUsd': " + amount + ", 'channels': ['" + name
                + "']}";
    }

    private void answer(ResponseDefinitionBuilder response) {
        web.mock().stubFor(WireMock.post(urlEqualTo(path)).willReturn(response));
    }

    private MappingBuilder inTurn(String state, String next, ResponseDefinitionBuilder response) {
        return WireMock.post(urlEqualTo(path))
                .inScenario(name)
                .whenScenarioStateIs(state)
                .willSetStateTo(next)
                .willReturn(response);
    }

    private List<LoggedRequest> requests() {
        return web.mock().findAll(postRequestedFor(urlEqualTo(path)));
    }

    private LoggedRequest onlyRequest() {
        await().untilAsserted(() -> assertThat(requests()).hasSize(1));
        return requests().get(0);
    }

    private List<String> states() {
        return given().get("/api/v1/alerts/deliveries?channel=" + name)
                .then()
                .extract()
                .path("items.state");
    }

    private List<String> mailStates() {
        return database.query("select n.severity from notification n join alert_instance a using (instance_id)"
                + " join alert_rule r on r.rule_id = a.rule_id where r.name = '" + name
                + "' and n.delivered_at is not null");
    }

    private int onlyDelivery() {
        return given().get("/api/v1/alerts/deliveries?channel=" + name)
                .then()
                .extract()
                .path("items[0].id");
    }

    private static List<String> attempts(int delivery) {
        return given().get("/api/v1/alerts/deliveries/" + delivery)
                .then()
                .extract()
                .path("history.outcome");
    }

    private String createChannel(String type, String more) {
        return create("{'name': '" + name + "', 'type': '" + type + "', 'url': '" + web.url(path) + "'" + more + "}");
    }

    private static String create(String body) {
        return create(CHANNELS, body);
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

    private static void put(String where, String body) {
        given().contentType(ContentType.JSON).body(json(body)).put(where).then().statusCode(200);
    }

    private static ValidatableResponse test(String location) {
        return given().contentType(ContentType.JSON)
                .post(location + "/test")
                .then()
                .statusCode(200);
    }

    private static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }
}
