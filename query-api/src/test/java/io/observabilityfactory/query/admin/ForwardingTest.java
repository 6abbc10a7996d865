package io.observabilityfactory.query.admin;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static io.observabilityfactory.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import io.observabilityfactory.database.access.ApiKeys;
import io.observabilityfactory.model.access.Scope;
import io.observabilityfactory.query.project.AccessTest;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestProfile(AccessTest.KeysRequired.class)
class ForwardingTest {

    TestDatabase database;
    WireMockServer owner;

    private String reader = "";
    private String admin = "";

    @BeforeEach
    void makeKeys() throws SQLException {
        ApiKeys keys = new ApiKeys(database.dataSource());
        reader = keys.create("default", "reader", Set.of(Scope.READ)).secret().value();
        admin = keys.create("default", "admin", Set.of(Scope.ADMIN, Scope.READ))
                .secret()
                .value();
        owner.resetAll();
    }

    @Test
    void request_reachesItsOwnerWithPathQueryKeyAndTrace() {
        owner.stubFor(get(anyUrl())
                .willReturn(aResponse()
                        .withHeader("ETag", "\"7\"")
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"items\":[]}")));

        with(reader)
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .header("X-Of-This-Hop", "1")
                .header("Connection", "keep-alive, X-Of-This-Hop")
                .urlEncodingEnabled(false)
                .get("/api/v1/prices?provider=a%2Fb&model=c%20d")
                .then()
                .statusCode(200)
                .header("ETag", "\"7\"")
                .body("items.size()", org.hamcrest.Matchers.is(0));

        owner.verify(getRequestedFor(urlEqualTo("/api/v1/prices?provider=a%2Fb&model=c%20d"))
                .withHeader("x-api-key", equalTo(reader))
                .withHeader("traceparent", matching("00-0af7651916cd43dd8448eb211c80319c-.*"))
                .withHeader("X-Of-This-Hop", absent())
                .withHeader("Host", equalTo("localhost:" + owner.port())));
    }

    @Test
    void everyPartOfTheApi_hasItsOwner() {
        owner.stubFor(get(anyUrl()).willReturn(aResponse().withBody("{}")));

        for (String path : new String[] {
            "/api/v1/models",
            "/api/v1/prices/7/history",
            "/api/v1/repricings/1",
            "/api/v1/alerts/rules",
            "/api/v1/alerts/channels/3",
            "/api/v1/budgets",
            "/api/v1/ingest/settings",
            "/api/v1/costs/unpriced",
            "/api/v1/costs/spans/0af7651916cd43dd8448eb211c80319c/00000000000000a1"
        }) {
            with(reader).get(path).then().statusCode(200);
            owner.verify(1, getRequestedFor(urlEqualTo(path)));
        }
    }

    @Test
    void change_isPassedOnWithItsBody() {
        owner.stubFor(post(urlEqualTo("/api/v1/budgets"))
                .willReturn(aResponse()
                        .withStatus(201)
                        .withHeader("Location", owner.baseUrl() + "/api/v1/budgets/5")
                        .withBody("{\"id\":5}")));
        owner.stubFor(
                put(urlEqualTo("/api/v1/budgets/5")).willReturn(aResponse().withStatus(200)));
        owner.stubFor(
                delete(urlEqualTo("/api/v1/budgets/5")).willReturn(aResponse().withStatus(204)));

        with(admin)
                .contentType(ContentType.JSON)
                .body("{\"name\":\"fleet\"}")
                .post("/api/v1/budgets")
                .then()
                .statusCode(201)
                .header("Location", endsWith("/api/v1/budgets/5"))
                .header("Location", not(containsString(":" + owner.port())));
        owner.verify(postRequestedFor(urlEqualTo("/api/v1/budgets"))
                .withHeader("Content-Type", containingJson())
                .withRequestBody(equalTo("{\"name\":\"fleet\"}")));
        with(admin)
                .contentType(ContentType.JSON)
                .body("{}")
                .put("/api/v1/budgets/5")
                .then()
                .statusCode(200);
        with(admin).delete("/api/v1/budgets/5").then().statusCode(204);
    }

    @Test
    void refusalOfTheOwner_isPassedOnAsItIs() {
        owner.stubFor(get(anyUrl())
                .willReturn(aResponse()
                        .withStatus(404)
                        .withHeader("Content-Type", "application/problem+json")
                        .withBody("{\"detail\":\"no such price\"}")));

        with(reader)
                .get("/api/v1/prices/7")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", org.hamcrest.Matchers.is("no such price"));
    }

    @Test
    void keyThatMayOnlyRead_changesNothing() {
        owner.stubFor(post(anyUrl()).willReturn(aResponse().withBody("{}")));

        with(reader)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/prices")
                .then()
                .statusCode(403);
        given().get("/api/v1/models").then().statusCode(401);
        assertThat(owner.getAllServeEvents()).isEmpty();

        with(reader)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/prices/estimate")
                .then()
                .statusCode(200);
    }

    @Test
    void read_isAskedAgainWhenNoAnswerCame() {
        owner.stubFor(get(urlPathEqualTo("/api/v1/models"))
                .inScenario("shaky")
                .whenScenarioStateIs(STARTED)
                .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE))
                .willSetStateTo("back"));
        owner.stubFor(get(urlPathEqualTo("/api/v1/models"))
                .inScenario("shaky")
                .whenScenarioStateIs("back")
                .willReturn(aResponse().withBody("{}")));

        with(reader).get("/api/v1/models").then().statusCode(200);

        owner.verify(2, getRequestedFor(urlPathEqualTo("/api/v1/models")));
    }

    @Test
    void change_isNeverSentTwice() {
        owner.stubFor(post(anyUrl()).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

        with(admin)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/prices")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("detail", containsString("cost-service"))
                .body("detail", containsString("not known"));

        owner.verify(1, postRequestedFor(urlEqualTo("/api/v1/prices")));
    }

    @Test
    void ownerThatIsSlow_isNotWaitedForWithoutEnd() {
        owner.stubFor(get(anyUrl()).willReturn(aResponse().withFixedDelay(10_000)));

        with(reader)
                .get("/api/v1/repricings")
                .then()
                .statusCode(503)
                .body("detail", containsString("in time"))
                .body("parameter", nullValue());
    }

    @Test
    void ownerThatIsAway_isLeftAloneForAWhile() {
        owner.stubFor(get(anyUrl()).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        await().until(() -> with(reader)
                .get("/api/v1/alerts/rules")
                .then()
                .extract()
                .asString()
                .contains("is away"));
        int asked = owner.getAllServeEvents().size();
        with(reader).get("/api/v1/alerts/rules").then().statusCode(503);
        assertThat(owner.getAllServeEvents()).hasSize(asked);

        owner.resetAll();
        owner.stubFor(get(anyUrl()).willReturn(aResponse().withBody("{}")));
        await().until(() -> with(reader).get("/api/v1/alerts/rules").statusCode() == 200);
    }

    private static com.github.tomakehurst.wiremock.matching.StringValuePattern containingJson() {
        return matching("application/json.*");
    }

    private static RequestSpecification with(String key) {
        return given().header("x-api-key", key);
    }
}
