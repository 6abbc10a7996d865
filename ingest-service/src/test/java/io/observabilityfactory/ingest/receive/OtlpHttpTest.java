package io.observabilityfactory.ingest.receive;

import static io.observabilityfactory.testkit.OtlpSpans.request;
import static io.observabilityfactory.testkit.OtlpSpans.span;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.observabilityfactory.testkit.OtlpSpans;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What OTLP over HTTP adds: content types, compression, paths, and the freedoms of JSON. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class OtlpHttpTest {

    private static final String PROTOBUF = "application/x-protobuf";

    TestDatabase database;

    @ParameterizedTest
    @ValueSource(strings = {"/v1/traces", "/api/public/otel/v1/traces"})
    void compressedBody_isUnderstoodUnderEveryPath(String path) throws IOException {
        Span.Builder call = span("compressed");

        given().contentType(PROTOBUF)
                .header("Content-Encoding", "gzip")
                .body(gzip(request(call).toByteArray()))
                .post(path)
                .then()
                .statusCode(200);

        assertThat(count(call.getTraceId().toByteArray())).isEqualTo(1);
    }

    @Test
    void gzipBomb_isRefusedBeforeItUnfolds() throws IOException {
        byte[] bomb = gzip(new byte[64 << 20]);
        assertThat(bomb.length).isLessThan(1 << 17);

        given().contentType(PROTOBUF)
                .header("Content-Encoding", "gzip")
                .body(bomb)
                .post("/v1/traces")
                .then()
                .statusCode(413)
                .contentType(PROTOBUF)
                .body(containsString("larger than 16777216 bytes"));
    }

    @Test
    void bodyLargerThanAllowed_isRefusedInItsOwnEncoding() {
        given().contentType("application/json")
                .body(new byte[17 << 20])
                .post("/v1/logs")
                .then()
                .statusCode(413)
                .contentType("application/json")
                .body("message", containsString("larger than 16777216 bytes"));
    }

    /** As curl does before it sends a large body. */
    @Test
    void clientThatAsksBeforeItSends_isToldToGoOn() throws IOException, InterruptedException {
        Span.Builder call = span("asked");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/traces"))
                .header("Content-Type", PROTOBUF)
                .expectContinue(true)
                .POST(HttpRequest.BodyPublishers.ofByteArray(request(call).toByteArray()))
                .build();

        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();

        assertThat(status).isEqualTo(200);
        assertThat(count(call.getTraceId().toByteArray())).isEqualTo(1);
    }

    @Test
    void otherMethod_isToldWhichOneThereIs() {
        given().get("/v1/traces").then().statusCode(405).header("Allow", equalTo("POST"));
    }

    /** Langfuse's clients, for instance, cannot do without a key. */
    @Test
    void keyThatNobodyKnows_isAsGoodAsNoneWhereNoneIsNeeded() {
        given().auth()
                .preemptive()
                .basic("pk-lf-any", "sk-lf-any")
                .contentType("application/x-protobuf")
                .body(OtlpSpans.request(OtlpSpans.span("keyed")).toByteArray())
                .post("/api/public/otel/v1/traces")
                .then()
                .statusCode(200);
    }

    @Test
    void otherContentType_isUnsupportedAndToldWhatToSend() {
        given().contentType("text/plain")
                .body("hello")
                .post("/v1/traces")
                .then()
                .statusCode(415)
                .body(containsString(PROTOBUF));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "application/", ";;"})
    void contentTypeThatIsNone_isTheClientsFault(String type) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/traces"))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[0]))
                .build();

        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();

        assertThat(status).isBetween(400, 499);
    }

    @Test
    void json_mayWriteNumbersAsTextEnumsAsNamesAndSendWhatIsUnknown() {
        long nanos = Instant.now().getEpochSecond() * 1_000_000_000L;
        String traceId = "5B8EFFF798038103D269B633813FC60C";
        String body = """
                {"resourceSpans": [{"unknown": {"x": 1}, "scopeSpans": [{"spans": [{
                   "traceId": "%s", "spanId": "EEE19B7EC3C1B174", "name": "json", "kind": "SPAN_KIND_SERVER",
                   "startTimeUnixNano": "%d", "endTimeUnixNano": %d, "futureField": true,
                   "attributes": [{"key": "gen_ai.usage.input_tokens", "value": {"intValue": "12"}},
                                  {"key": "gen_ai.usage.output_tokens", "value": {"intValue": 3}}],
                   "status": {"code": 2}}]}]}]}""".formatted(traceId, nanos, nanos + 5);

        given().contentType("application/json; charset=utf-8")
                .body(body)
                .post("/v1/traces")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body(equalTo("{}"));

        assertThat(database.query("select concat_ws(' ', kind, status, duration_nanos, input_tokens, output_tokens,"
                        + " encode(span_id, 'hex')) from span where trace_id = '\\x" + traceId + "'"))
                .containsExactly("server error 5 12 3 eee19b7ec3c1b174");
    }

    @Test
    void jsonRecordThatCannotBeRead_doesNotCostItsNeighbours() {
        long nanos = Instant.now().getEpochSecond() * 1_000_000_000L;
        String body = """
                {"resourceSpans": [{"scopeSpans": [{"spans": [
                   {"traceId": "5B8EFFF798038103D269B633813FC6AA", "spanId": "EEE19B7EC3C1B174", "name": "good",
                    "startTimeUnixNano": "%1$d"},
                   {"traceId": "5B8EFFF798038103D269B633813FC6AA", "spanId": "xyz!", "name": "bad id",
                    "startTimeUnixNano": "%1$d"},
                   {"name": ["bad type"]}]}]}]}""".formatted(nanos);

        given().contentType("application/json")
                .body(body)
                .post("/v1/traces")
                .then()
                .statusCode(200)
                .body("partialSuccess.rejectedSpans", equalTo("2"));

        assertThat(count(HexFormat.of().parseHex("5B8EFFF798038103D269B633813FC6AA")))
                .isEqualTo(1);
    }

    private long count(byte[] traceId) {
        return Long.parseLong(database.query("select count(*) from span where trace_id = '\\x"
                        + HexFormat.of().formatHex(traceId) + "'")
                .get(0));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        }
        return compressed.toByteArray();
    }
}
