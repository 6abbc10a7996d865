package io.observabilityfactory.query.ui;

import static io.observabilityfactory.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.observabilityfactory.query.TableRow;
import io.observabilityfactory.query.project.AccessTest;
import io.observabilityfactory.testkit.OpenIdProvider;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestProfile(AccessTest.KeysRequired.class)
class OpenIdTest {

    private static final String SESSION = "/api/v1/session";
    private static final String COOKIE = "observability_factory_session";

    @TestHTTPResource("/sign-in")
    URI signIn;

    OpenIdProvider provider;
    TestDatabase database;

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);

    @BeforeEach
    void open() {
        TableRow.otherProject(database);
    }

    @Test
    void signIn_isOffered() {
        given().get(SESSION + "/ways").then().statusCode(200).body("openId", is(true));
    }

    @Test
    void person_entersTheProjectThatTheClaimNamesAndMayLook() throws Exception {
        provider.has("alice", "other", "observer");

        assertThat(browse().uri().getPath()).isEqualTo("/");

        HttpCookie session = session().orElseThrow();
        assertThat(session.isHttpOnly()).isTrue();
        withSession()
                .get(SESSION)
                .then()
                .statusCode(200)
                .body("project", equalTo("other"))
                .body("withKey", is(true))
                .body("mayAdminister", is(false));
        withSession().get("/api/v1/api-keys").then().body("items.name", hasItem("alice"));
        assertThat(cookies.getCookieStore().getCookies())
                .as("nothing of the provider's is kept")
                .extracting(HttpCookie::getName)
                .containsExactly(COOKIE);
    }

    @Test
    void operator_mayChangeSettings() throws Exception {
        provider.has("olga", "default", "operator");

        browse();

        withSession().get(SESSION).then().body("mayAdminister", is(true));
        withSession()
                .header("X-Requested-By", "observability-factory-ui")
                .contentType("application/json")
                .body("{\"name\": \"made by olga\"}")
                .post("/api/v1/api-keys")
                .then()
                .statusCode(201);
    }

    @Test
    void personWithoutARoleOrWithoutAProject_isNotLetIn() throws Exception {
        provider.has("mallory", "default", "visitor");
        assertThat(browse().uri()).hasQuery("sign-in=refused");
        assertThat(session()).isEmpty();

        provider.has("alice", "no such project", "observer");
        assertThat(browse().uri()).hasQuery("sign-in=refused");
        assertThat(session()).isEmpty();
    }

    @Test
    void personWhomTheProviderDoesNotKnow_isToldSo() throws Exception {
        provider.hasNobody();

        assertThat(browse().uri().getQuery()).contains("error=access_denied");
        assertThat(session()).isEmpty();
    }

    @Test
    void keyOfASession_endsWithIt() throws Exception {
        provider.has("alice", "other", "observer");
        browse();
        withSession().get(SESSION).then().statusCode(200);

        database.execute("update api_key set expires_at = now() where name = 'alice'");
        await().until(() -> withSession().get(SESSION).statusCode() == 401);

        browse();
        assertThat(database.query("select count(*) from api_key where name = 'alice'"))
                .containsExactly("1");
    }

    @Test
    void answerThatNobodyAskedFor_signsNobodyIn() {
        assertThat(given().redirects()
                        .follow(false)
                        .get("/sign-in?code=guessed&state=guessed")
                        .cookies())
                .doesNotContainKey(COOKIE);
        given().redirects()
                .follow(false)
                .get("/sign-in")
                .then()
                .statusCode(302)
                .header("Location", containsString("code_challenge="));
    }

    /** As a browser goes: to the page, from there to the provider, and back. */
    private HttpResponse<String> browse() throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build()
                .send(HttpRequest.newBuilder(signIn).build(), HttpResponse.BodyHandlers.ofString());
    }

    private Optional<HttpCookie> session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .findFirst();
    }

    private RequestSpecification withSession() {
        return given().cookie(COOKIE, session().orElseThrow().getValue());
    }
}
