package io.observabilityfactory.query.admin;

import static io.observabilityfactory.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.observabilityfactory.database.access.ApiKeys;
import io.observabilityfactory.model.access.Scope;
import io.observabilityfactory.query.TableRow;
import io.observabilityfactory.query.project.AccessTest;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestProfile(AccessTest.KeysRequired.class)
class ApiKeyResourceTest {

    private static final String KEYS = "/api/v1/api-keys";

    TestDatabase database;

    private String operator = "";
    private String tenant = "";

    @BeforeEach
    void makeKeys() throws SQLException {
        ApiKeys keys = new ApiKeys(database.dataSource());
        TableRow.otherProject(database);
        operator = keys.create("default", "operator", Set.of(Scope.ADMIN, Scope.READ))
                .secret()
                .value();
        tenant = keys.create("other", "tenant", Set.of(Scope.ADMIN, Scope.READ))
                .secret()
                .value();
    }

    @Test
    void newKey_worksAtOnceAndItsSecretIsNotKept() {
        JsonPath made = create(tenant, "{\"name\": \"laptop\", \"scopes\": [\"read\"]}");
        String secret = made.getString("secret");

        with(secret).get("/api/v1/agents").then().statusCode(200);
        assertThat(made.getString("project")).isEqualTo("other");
        assertThat(database.query("select k::text from api_key k")).noneMatch(row -> row.contains(secret));
        with(tenant)
                .get(KEYS)
                .then()
                .statusCode(200)
                .body("items.publicKey", hasItem(made.getString("publicKey")))
                .body("items[0].secret", nullValue());
        assertThat(with(tenant).get(KEYS).asString()).doesNotContain(secret);
    }

    @Test
    void revokedKey_soonEndsToWork() {
        JsonPath made = create(tenant, "{\"name\": \"short\", \"scopes\": [\"read\"]}");
        String secret = made.getString("secret");
        with(secret).get(KEYS).then().statusCode(200);

        with(tenant)
                .delete(KEYS + "/" + made.getString("publicKey"))
                .then()
                .statusCode(200)
                .body("revokedAt", notNullValue());

        await().until(() -> with(secret).get(KEYS).statusCode() == 401);
    }

    @Test
    void keysAndProjects_comeInPages() {
        create(tenant, "{\"name\": \"second\"}");

        assertThat(pages(tenant, KEYS, "publicKey"))
                .hasSizeGreaterThan(1)
                .doesNotHaveDuplicates()
                .isEqualTo(with(tenant).get(KEYS).path("items.publicKey"));
        assertThat(pages(operator, "/api/v1/projects", "name"))
                .contains("default", "other")
                .doesNotHaveDuplicates()
                .isEqualTo(with(operator).get("/api/v1/projects").path("items.name"));
        with(tenant).get(KEYS + "?limit=0").then().statusCode(400).body("parameter", equalTo("limit"));
    }

    /** Of a list that is read one by one. */
    private static List<String> pages(String key, String list, String figure) {
        List<String> all = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification request = with(key).queryParam("limit", 1);
            JsonPath page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get(list)
                    .jsonPath();
            all.addAll(page.getList("items." + figure, String.class));
            cursor = page.getString("nextCursor");
        } while (cursor != null);
        return all;
    }

    @Test
    void keysOfAnotherProject_areNobodyElsesBusiness() {
        JsonPath theirs = create(operator, "{\"name\": \"ours\"}");

        with(tenant).get(KEYS).then().body("items.project.unique()", contains("other"));
        with(tenant).get(KEYS + "?project=default").then().statusCode(403);
        with(tenant).delete(KEYS + "/" + theirs.getString("publicKey")).then().statusCode(404);
        with(tenant)
                .delete(KEYS + "/" + theirs.getString("publicKey") + "?project=default")
                .then()
                .statusCode(403);
        with(tenant)
                .contentType(ContentType.JSON)
                .body("{\"name\": \"x\", \"project\": \"default\"}")
                .post(KEYS)
                .then()
                .statusCode(403)
                .body("detail", containsString("operator"));
    }

    @Test
    void projects_areMadeAndEnteredByTheOperator() {
        String name = "team " + UUID.randomUUID();
        with(tenant).get("/api/v1/projects").then().statusCode(200).body("items.name", contains("other"));
        with(operator).get("/api/v1/projects").then().body("items.name", hasItems("default", "other"));
        makeProject(tenant, name, 403);
        makeProject(operator, name, 201);
        makeProject(operator, name, 409);

        JsonPath key = create(
                operator, "{\"name\": \"first\", \"scopes\": [\"admin\", \"read\"], \"project\": \"" + name + "\"}");

        with(key.getString("secret")).get("/api/v1/projects").then().body("items.name", contains(name));
    }

    @Test
    void badRequest_isToldWhatIsWrong() {
        refuse("{\"scopes\": [\"read\"]}", "name");
        refuse("{\"name\": \" \"}", "name");
        refuse("{\"name\": \"x\", \"scopes\": []}", "scopes");
        refuse("{\"name\": \"x\", \"scopes\": [\"all\"]}", "scopes");
        refuse("{\"name\": \"x\", \"scope\": [\"read\"]}", "scope");
        with(operator)
                .contentType(ContentType.JSON)
                .body("{\"name\": \"x\", \"project\": \"nowhere\"}")
                .post(KEYS)
                .then()
                .statusCode(400)
                .body("parameter", equalTo("project"));
    }

    @Test
    void keyThatMayOnlyRead_makesNone() {
        String reader =
                create(tenant, "{\"name\": \"reader\", \"scopes\": [\"read\"]}").getString("secret");

        with(reader)
                .contentType(ContentType.JSON)
                .body("{\"name\": \"x\"}")
                .post(KEYS)
                .then()
                .statusCode(403)
                .body("detail", not(containsString(reader)));
    }

    private void refuse(String body, String parameter) {
        with(tenant)
                .contentType(ContentType.JSON)
                .body(body)
                .post(KEYS)
                .then()
                .statusCode(400)
                .body("parameter", equalTo(parameter));
    }

    private static void makeProject(String key, String name, int status) {
        with(key)
                .contentType(ContentType.JSON)
                .body("{\"name\": \"" + name + "\"}")
                .post("/api/v1/projects")
                .then()
                .statusCode(status);
    }

    private static JsonPath create(String key, String body) {
        return with(key)
                .contentType(ContentType.JSON)
                .body(body)
                .post(KEYS)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static RequestSpecification with(String key) {
        return given().header("x-api-key", key);
    }
}
