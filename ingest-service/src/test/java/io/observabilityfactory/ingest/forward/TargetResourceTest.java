package io.observabilityfactory.ingest.forward;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.observabilityfactory.ingest.IngestConfig;
import io.observabilityfactory.service.secret.SecretBox;
import io.observabilityfactory.testkit.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestProfile(ForwardingTest.SmallRequests.class)
class TargetResourceTest extends ForwardingTest {

    private static final String HEADERS =
            "{\"Authorization\": \"Basic c2VjcmV0\", \"X-Tenant\": \"env:FORWARD_TEST_KEY\"}";
    private static final String NEW_KEY = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

    @Inject
    Pool pool;

    @Inject
    IngestConfig config;

    @Test
    void target_isSentToWithItsHeadersWhichNobodyCanReadAgain() {
        int id = create("langfuse", http.endpoint(), HEADERS)
                .statusCode(201)
                .body("headerNames", hasItems("Authorization", "X-Tenant"))
                .extract()
                .path("id");
        store("sent");

        forwardWhatIsCommitted();

        assertThat(http.names()).containsExactly("sent");
        assertThat(http.authorizations()).containsExactly("Basic c2VjcmV0");
        assertThat(given().get(TargetResource.PATH + "/" + id).asString())
                .doesNotContain("c2VjcmV0")
                .contains("\"spansForwarded\":1");
        String row = database.query("select t::text from forward_target t").get(0);
        assertThat(row).doesNotContain("c2VjcmV0").doesNotContain(HexFormat.of().formatHex("c2VjcmV0".getBytes()));
    }

    @Test
    void targetThatIsReplacedWithoutHeaders_keepsThemAtItsPlaceOnly() {
        int id = create("langfuse", http.endpoint(), HEADERS).extract().path("id");

        replace(id, "renamed", http.endpoint() + "/v1/traces", null)
                .statusCode(200)
                .body("name", equalTo("renamed"))
                .body("headerNames", hasItems("Authorization"));
        replace(id, "renamed", "http://127.0.0.1:9", null).statusCode(400).body("parameter", equalTo("headers"));
        store("sent");
        forwardWhatIsCommitted();

        assertThat(http.authorizations()).containsExactly("Basic c2VjcmV0");
    }

    @Test
    void targetWhoseEndpointIsChangedInTheTable_doesNotTakeItsHeadersElsewhere() {
        create("langfuse", "http://127.0.0.1:9", HEADERS).statusCode(201);
        database.execute("update forward_target set endpoint = '" + http.endpoint() + "'");
        store("unsent");

        forwardWhatIsCommitted();

        assertThat(http.authorizations()).isEmpty();
        assertThat(state("langfuse", "last_error")).contains("headers cannot be used");
    }

    @Test
    void headersOfThePreviousKey_areReadableWithTheNewOneAloneAndThoseNobodyCanReadStay() throws BackendException {
        int id = create("langfuse", http.endpoint(), HEADERS).extract().path("id");
        target("damaged", "grpc", "http://127.0.0.1:9", "{}");
        database.execute("update forward_target set sealed_headers = '\\x00' where name = 'damaged'");

        new HeaderKeyChange(pool, box(NEW_KEY, config.secretKey().orElseThrow())).onSchedule();

        byte[] sealed = HexFormat.of()
                .parseHex(database.query(
                                "select encode(sealed_headers, 'hex') from forward_target where target_id = " + id)
                        .get(0));
        int project = Integer.parseInt(database.query("select project_id from forward_target where target_id = " + id)
                .get(0));
        assertThat(new SealedHeaders(box(NEW_KEY)).open(project, http.endpoint(), sealed))
                .containsEntry("Authorization", "Basic c2VjcmV0");
        assertThat(state("damaged", "encode(sealed_headers, 'hex')")).isEqualTo("00");
    }

    private static SecretBox box(String key, String... previous) {
        return new SecretBox("secret-key", Optional.of(key), List.of(previous));
    }

    @Test
    void variablesOfTheService_areNotForThoseWhoAdministerAProject() {
        create("curious", http.endpoint(), "{\"Authorization\": \"env:FORWARD_TEST_KEY\"}")
                .statusCode(201);
        store("sent");

        forwardWhatIsCommitted();

        assertThat(http.authorizations()).containsExactly("env:FORWARD_TEST_KEY");
    }

    @Test
    void addressInsideOfTheNetwork_isNotSentToUnlessItIsAllowed() {
        create("inner", "http://10.255.255.1:4318", null).statusCode(201);
        create("inner-grpc", "http://[::1]:4317", null).statusCode(201);
        store("unsent");

        forwardWhatIsCommitted();

        assertThat(state("inner", "last_error")).contains("not a public address");
        assertThat(state("inner-grpc", "last_error")).contains("forward.allowed");
    }

    @Test
    void replacedTarget_isTriedAtOnceAndMayBeginAnew() {
        store("old");
        int id = create("shut", http.endpoint(), null).extract().path("id");
        http.answerWith(403);
        store("new");
        forwardWhatIsCommitted();

        given().contentType(ContentType.JSON)
                .body(body("open", http.endpoint(), null).replace("}", ", \"from\": \"oldest\"}"))
                .put(TargetResource.PATH + "/" + id)
                .then()
                .body("failures", equalTo(0));
        for (int turn = 0; turn < 3; turn++) {
            forwardWhatIsCommitted();
        }

        assertThat(http.names()).contains("old", "new");
    }

    @Test
    void nameThatIsTaken_isAConflict() {
        create("twice", http.endpoint(), null).statusCode(201);

        create("twice", http.endpoint(), null).statusCode(409).body("parameter", equalTo("name"));
    }

    @Test
    void projectWithAsManyTargetsAsItMayHave_getsNoMore() {
        for (int i = 0; i < 20; i++) {
            target("target" + i, "grpc", "http://127.0.0.1:9", "{}");
        }

        create("one more", http.endpoint(), null).statusCode(409).body("detail", containsString("20"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'protocol': 'grpc', 'endpoint': 'http://tempo:4317'}                                        | name     | text",
                "{'name': 'a', 'protocol': 'udp', 'endpoint': 'http://tempo:4317'}                            | protocol | grpc",
                "{'name': 'a', 'protocol': 'grpc'}                                                            | endpoint | URL",
                "{'name': 'a', 'protocol': 'grpc', 'endpoint': 'tempo:4317'}                                  | endpoint | URL",
                "{'name': 'a', 'protocol': 'grpc', 'endpoint': 'http://tempo:4317/path'}                      | endpoint | path",
                "{'name': 'a', 'protocol': 'http/protobuf', 'endpoint': 'https://me:secret@host'}             | endpoint | user",
                "{'name': 'a', 'protocol': 'http/protobuf', 'endpoint': 'https://host?key=1'}                 | endpoint | query",
                "{'name': 'a', 'protocol': 'http/protobuf', 'endpoint': 'file:///etc/passwd'}                 | endpoint | URL",
                "{'name': 'a', 'protocol': 'grpc', 'endpoint': 'http://t:1', 'headers': {'Host': 'x'}}        | headers  | Host",
                "{'name': 'a', 'protocol': 'grpc', 'endpoint': 'http://t:1', 'headers': {'a': 'ü'}}           | headers  | ASCII",
                "{'name': 'a', 'protocol': 'grpc', 'endpoint': 'http://t:1', 'headers': 'a'}                  | headers  | object",
                "{'name': 'a', 'protocol': 'grpc', 'endpoint': 'http://t:1', 'from': 'then'}                  | from     | oldest",
                "{'name': 'a', 'protocol': 'grpc', 'endpoint': 'http://t:1', 'url': 'x'}                      | url      | endpoint"
            })
    void targetThatCannotBe_namesTheField(String body, String field, String accepted) {
        given().contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post(TargetResource.PATH)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("parameter", equalTo(field))
                .body("detail", containsString(accepted));
    }

    /** Any page in a browser may send a text to a service on the same machine without asking. */
    @Test
    void jsonThatIsNotSaidToBeJson_isNotRead() {
        given().contentType(ContentType.TEXT)
                .body(body("from a page", http.endpoint(), null))
                .post(TargetResource.PATH)
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    private static ValidatableResponse create(String name, String endpoint, String headers) {
        return given().contentType(ContentType.JSON)
                .body(body(name, endpoint, headers))
                .post(TargetResource.PATH)
                .then();
    }

    private static ValidatableResponse replace(int id, String name, String endpoint, String headers) {
        return given().contentType(ContentType.JSON)
                .body(body(name, endpoint, headers))
                .put(TargetResource.PATH + "/" + id)
                .then();
    }

    private static String body(String name, String endpoint, String headers) {
        String protocol = name.endsWith("grpc") ? "grpc" : "http/protobuf";
        String given = headers == null ? "" : ", \"headers\": " + headers;
        return """
                {"name": "%s", "protocol": "%s", "endpoint": "%s"%s}""".formatted(name, protocol, endpoint, given);
    }
}
