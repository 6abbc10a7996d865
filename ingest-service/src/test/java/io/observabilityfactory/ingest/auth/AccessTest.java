package io.observabilityfactory.ingest.auth;

import static io.observabilityfactory.testkit.OtlpSpans.request;
import static io.observabilityfactory.testkit.OtlpSpans.span;
import static io.observabilityfactory.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.google.rpc.Code;
import com.google.rpc.Status;
import io.observabilityfactory.database.access.ApiKeys;
import io.observabilityfactory.model.access.Scope;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A service as it runs beyond a laptop: keys are needed, and what a project may send is limited. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestProfile(AccessTest.LockedDown.class)
public class AccessTest {

    public static final class LockedDown implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "observability-factory.access.key-required", "true",
                    "observability-factory.access.key-memory", "PT1S",
                    "observability-factory.ingest.limits.records-per-second", "2",
                    "observability-factory.ingest.limits.records-per-request", "100",
                    "observability-factory.ingest.limits.bytes-in-flight", "1000000",
                    "observability-factory.ingest.limits.arrival-time", "PT10M",
                    "observability-factory.ingest.store.commit-timeout", "PT2M");
        }
    }

    private static final String PROTOBUF = "application/x-protobuf";

    TestDatabase database;

    @Test
    void requestWithoutKey_isToldHowToSendOne() throws IOException {
        byte[] answer = send(given(), span("anonymous"))
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .extract()
                .asByteArray();

        assertThat(Status.parseFrom(answer).getCode()).isEqualTo(Code.UNAUTHENTICATED_VALUE);
        assertThat(Status.parseFrom(answer).getMessage()).contains("Authorization: Bearer");
    }

    @Test
    void key_sendsToItsOwnProjectWhicheverWayItIsCarried() throws SQLException {
        ApiKeys.NewKey key = key("carried", Scope.INGEST);
        String secret = key.secret().value();
        Span.Builder bearer = span("bearer");
        Span.Builder header = span("x-api-key");
        Span.Builder basic = span("basic");

        send(given().header("Authorization", "Bearer " + secret), bearer).statusCode(200);
        send(given().header("x-api-key", secret), header).statusCode(200);
        send(given().auth().preemptive().basic(key.publicKey(), secret), basic).statusCode(200);

        assertThat(Stream.of(bearer, header, basic).map(this::projectOf)).containsOnly("carried");
    }

    @Test
    void unknownKeyOrWrongPublicKey_isRefusedWithoutBeingRepeated() throws SQLException {
        ApiKeys.NewKey key = key("named", Scope.INGEST);

        send(given().header("x-api-key", "sk-of-guessed"), span("guessed"))
                .statusCode(401)
                .body(not(containsString("sk-of-guessed")));
        send(given().auth().preemptive().basic("pk-of-other", key.secret().value()), span("other"))
                .statusCode(401);
    }

    @Test
    void keyWithoutTheScope_isForbidden() throws SQLException {
        ApiKeys.NewKey reader = key("reading", Scope.READ);

        send(given().header("x-api-key", reader.secret().value()), span("read only"))
                .statusCode(403);
    }

    @Test
    void revokedKey_isRefusedWithinSeconds() throws SQLException {
        ApiKeys.NewKey key = key("revoked", Scope.INGEST);
        send(given().header("x-api-key", key.secret().value()), span("before")).statusCode(200);

        new ApiKeys(database.dataSource()).revoke(key.publicKey());

        await().until(() -> send(given().header("x-api-key", key.secret().value()), span("after"))
                        .extract()
                        .statusCode()
                == 401);
    }

    @Test
    void projectOverItsRate_isAskedToComeBackLaterAndOthersAreNot() throws SQLException {
        ApiKeys.NewKey busy = key("busy", Scope.INGEST);
        ApiKeys.NewKey other = key("other", Scope.INGEST);
        Span.Builder[] burst = Stream.generate(() -> span("burst")).limit(20).toArray(Span.Builder[]::new);

        send(given().header("x-api-key", busy.secret().value()), burst).statusCode(200);
        send(given().header("x-api-key", busy.secret().value()), burst)
                .statusCode(429)
                .header("Retry-After", notNullValue());
        send(given().header("x-api-key", other.secret().value()), span("other project"))
                .statusCode(200);
    }

    @Test
    void requestWithTooManyRecords_isRefusedWithTheLimit() throws SQLException, IOException {
        ApiKeys.NewKey key = key("large", Scope.INGEST);
        Span.Builder[] many = Stream.generate(() -> span("many")).limit(101).toArray(Span.Builder[]::new);

        byte[] answer = send(given().header("x-api-key", key.secret().value()), many)
                .statusCode(400)
                .extract()
                .asByteArray();

        assertThat(Status.parseFrom(answer).getMessage())
                .contains("101 records")
                .contains("at most 100");
    }

    @Test
    void contentMode_isThatOfTheKeysProject() throws SQLException {
        ApiKeys.NewKey key = key("private", Scope.INGEST);
        database.execute("update project set content_mode = 'none', masks = array['EMP-\\d+'] where name = 'private'");
        Span.Builder call = span("call")
                .addAttributes(io.observabilityfactory.testkit.OtlpSpans.text("input.value", "a secret question"))
                .addAttributes(io.observabilityfactory.testkit.OtlpSpans.text("note", "from EMP-4711"));

        send(given().header("x-api-key", key.secret().value()), call).statusCode(200);

        assertThat(database.query("select attributes ->> 'input.value' || ' ' || (attributes ->> 'note') from span"
                        + " where trace_id = " + bytea(call)))
                .containsExactly("[not kept] from [masked]");
    }

    @Test
    void secretsOfKeys_areNotInTheDatabase() throws SQLException {
        ApiKeys.NewKey key = key("hashed", Scope.INGEST);

        assertThat(database.query("select api_key::text from api_key where public_key = '" + key.publicKey() + "'"))
                .singleElement()
                .asString()
                .doesNotContain(key.secret().value());
    }

    private ApiKeys.NewKey key(String project, Scope scope) throws SQLException {
        return new ApiKeys(database.dataSource()).create(project, "test", Set.of(scope));
    }

    private static ValidatableResponse send(RequestSpecification client, Span.Builder... spans) {
        return client.contentType(PROTOBUF)
                .body(request(spans).toByteArray())
                .post("/v1/traces")
                .then()
                .contentType(equalTo(PROTOBUF));
    }

    private String projectOf(Span.Builder span) {
        return database.query(
                        "select p.name from span s join project p using (project_id) where s.trace_id = " + bytea(span))
                .get(0);
    }

    private static String bytea(Span.Builder span) {
        return "'\\x" + HexFormat.of().formatHex(span.getTraceId().toByteArray()) + "'";
    }
}
