package io.observabilityfactory.query.ui;

import static io.observabilityfactory.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.observabilityfactory.database.access.ApiKeys;
import io.observabilityfactory.model.access.Scope;
import io.observabilityfactory.query.project.AccessTest;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Cookie;
import io.restassured.http.Header;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestProfile(AccessTest.KeysRequired.class)
class SessionTest {

    private static final String SESSION = "/api/v1/session";
    private static final String AGENTS = "/api/v1/agents";
    private static final String COOKIE = "observability_factory_session";
    private static final Header BY_THE_UI = new Header("X-Requested-By", "observability-factory-ui");

    TestDatabase database;

    private ApiKeys keys;

    @BeforeEach
    void open() {
        keys = new ApiKeys(database.dataSource());
    }

    @Test
    void signIn_givesASessionThatScriptsCannotReadAndOtherSitesCannotSend() throws SQLException {
        ApiKeys.NewKey key = key(Scope.READ);

        Cookie cookie = signIn(key);

        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getValue()).doesNotContain(key.secret().value());
        with(cookie).get(AGENTS).then().statusCode(200);
        with(cookie)
                .get(SESSION)
                .then()
                .statusCode(200)
                .body("project", equalTo("default"))
                .body("withKey", is(true))
                .body("mayAdminister", is(false));
    }

    @Test
    void nobodySignedIn_isAskedForAKey() {
        given().get(SESSION).then().statusCode(401).contentType("application/problem+json");
        given().header("Authorization", "Bearer sk-of-guessed")
                .post(SESSION)
                .then()
                .statusCode(401)
                .header("Set-Cookie", nullValue());
    }

    @Test
    void changeThatDoesNotComeFromOurPage_isRefused() throws SQLException {
        Cookie cookie = signIn(key(Scope.READ, Scope.ADMIN));

        with(cookie).delete(SESSION).then().statusCode(403).body("detail", containsString("web UI only"));
        with(cookie)
                .header(BY_THE_UI)
                .header("Sec-Fetch-Site", "cross-site")
                .delete(SESSION)
                .then()
                .statusCode(403);
        with(cookie)
                .header(BY_THE_UI)
                .header("Sec-Fetch-Site", "same-site")
                .delete(SESSION)
                .then()
                .statusCode(403);
        with(cookie)
                .header(BY_THE_UI)
                .header("Sec-Fetch-Site", "same-origin")
                .delete(SESSION)
                .then()
                .statusCode(204)
                .header("Set-Cookie", containsString("Max-Age=0"));
    }

    @Test
    void requestWithAKeyOfItsOwn_needsNoProof() throws SQLException {
        given().header("Authorization", "Bearer " + key(Scope.READ).secret().value())
                .header("Sec-Fetch-Site", "cross-site")
                .delete(SESSION)
                .then()
                .statusCode(204);
    }

    @Test
    void sessionOfARevokedKey_isTakenFromTheBrowser() throws SQLException {
        ApiKeys.NewKey key = key(Scope.READ);
        Cookie cookie = signIn(key);

        keys.revoke(key.publicKey());

        await().until(() -> with(cookie).get(AGENTS).statusCode() == 401);
        with(cookie).get(AGENTS).then().statusCode(401).header("Set-Cookie", containsString("Max-Age=0"));
    }

    @Test
    void madeUpSession_opensNothing() {
        given().cookie(COOKIE, "AAAA").get(AGENTS).then().statusCode(401);
    }

    private ApiKeys.NewKey key(Scope... scopes) throws SQLException {
        return keys.create("default", "session", Set.of(scopes));
    }

    private static Cookie signIn(ApiKeys.NewKey key) {
        return given().header("Authorization", "Bearer " + key.secret().value())
                .post(SESSION)
                .then()
                .statusCode(200)
                .extract()
                .detailedCookie(COOKIE);
    }

    private static RequestSpecification with(Cookie cookie) {
        return given().cookie(COOKIE, cookie.getValue());
    }
}
