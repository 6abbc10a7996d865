package io.observabilityfactory.ingest.forward;

import static io.observabilityfactory.testkit.OtlpSpans.number;
import static io.observabilityfactory.testkit.OtlpSpans.real;
import static io.observabilityfactory.testkit.OtlpSpans.request;
import static io.observabilityfactory.testkit.OtlpSpans.span;
import static io.observabilityfactory.testkit.OtlpSpans.text;
import static io.observabilityfactory.testkit.OtlpSpans.texts;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.observabilityfactory.database.access.ApiKeys;
import io.observabilityfactory.model.access.Scope;
import io.observabilityfactory.testkit.OtlpSpans;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestProfile(ForwardTest.SmallRequests.class)
class ForwardTest {

    /** Three spans to a request, and a pause that no turn ends within. */
    public static final class SmallRequests implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "observability-factory.ingest.forward.spans-per-request", "3",
                    "observability-factory.ingest.forward.bytes-per-request", "20000",
                    "observability-factory.ingest.forward.timeout", "PT2S",
                    "observability-factory.ingest.forward.first-pause", "PT1S",
                    "FORWARD_TEST_KEY", "Basic c2VjcmV0");
        }
    }

    TestDatabase database;

    @Inject
    Forwarder forwarder;

    @Inject
    MeterRegistry registry;

    HttpReceiver http;

    @BeforeEach
    void startReceiver() {
        database.execute("truncate forward_target");
        http = HttpReceiver.start();
    }

    /** A turn that outlives its test would take the next one's target. */
    @AfterEach
    void stopReceiver() {
        http.close();
        database.execute("truncate forward_target");
        await().atMost(Duration.ofSeconds(30)).until(forwarder::isIdle);
    }

    @Test
    void span_arrivesOverGrpcAsItWasSent() {
        try (GrpcReceiver grpc = GrpcReceiver.start()) {
            target("tempo", "grpc", grpc.endpoint(), "{\"X-Scope-OrgID\": \"agents\"}");
            ExportTraceServiceRequest sent = request(detailed());
            store(sent);

            forwardWhatIsCommitted();

            assertThat(grpc.requests()).containsExactly(sent);
            assertThat(grpc.tenants()).containsExactly("agents");
        }
    }

    @Test
    void span_arrivesOverHttpAsItWasSent() {
        target("langfuse", http, "{}");
        ExportTraceServiceRequest sent = request(detailed());
        store(sent);

        forwardWhatIsCommitted();

        assertThat(http.requests()).containsExactly(sent);
    }

    @Test
    void newTarget_beginsWithWhatIsStoredFromThenOn() {
        store("before");
        target("later", http, "{}");
        store("after");

        forwardWhatIsCommitted();

        assertThat(http.names()).containsExactly("after");
    }

    @Test
    void batches_areSentTogetherAndLargeOnesInParts() {
        target("chunks", http, "{}");
        store("a", "b");
        store("c");
        store("d", "e", "f", "g", "h", "i", "j");
        store("k");

        forwardWhatIsCommitted();

        assertThat(http.names()).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k");
        assertThat(http.requests()).hasSize(5).allSatisfy(request -> assertThat(HttpReceiver.spans(List.of(request)))
                .hasSizeLessThanOrEqualTo(3));
    }

    @Test
    void spansThatAreLarge_areSentInRequestsOfLimitedSize() {
        target("bytes", http, "{}");
        Span.Builder[] large = IntStream.range(0, 3)
                .mapToObj(i -> span("large" + i).addAttributes(text("input.value", "x".repeat(15_000))))
                .toArray(Span.Builder[]::new);
        store(request(large));
        store("small");

        forwardWhatIsCommitted();

        assertThat(http.names()).containsExactlyInAnyOrder("large0", "large1", "large2", "small");
        assertThat(http.requests()).hasSize(3);
    }

    @Test
    void backendThatFailsOnce_getsEverythingInTheSameTurn() {
        target("shaky", http, "{}");
        http.answerWith(503);
        store("kept");

        forwardWhatIsCommitted();

        assertThat(http.names()).containsExactly("kept");
        assertThat(state("shaky", "failures")).isEqualTo("0");
    }

    @Test
    void backendThatFailsHalfWay_getsTheRestFromTheCursor() {
        target("halfway", http, "{}");
        store("a", "b", "c", "d", "e", "f", "g");
        http.answerWith(200, 503, 503, 503);

        forwardWhatIsCommitted();

        assertThat(http.names()).hasSize(3);
        assertThat(state("halfway", "failures")).isEqualTo("1");
        assertThat(state("halfway", "last_error")).contains("503");
        assertThat(state("halfway", "failing_since is not null and next_attempt_at > now() - interval '1 s'"))
                .isEqualTo("t");

        database.execute("update forward_target set next_attempt_at = now() + interval '1 h' where name = 'halfway'");
        forwardWhatIsCommitted();
        assertThat(http.names()).as("before the pause is over").hasSize(3);
        dueNow("halfway");
        await().until(() -> {
            dueNow("halfway");
            forwardWhatIsCommitted();
            return http.names().size() >= 7;
        });

        assertThat(http.names()).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g");
        assertThat(state("halfway", "failing_since is null and failures = 0")).isEqualTo("t");
    }

    @Test
    void answerThatWasLost_makesSpansArriveTwiceRatherThanNever() {
        target("twice", http, "{}");
        String before = state("twice", "cursor_xid::text");
        store("repeated");
        forwardWhatIsCommitted();

        database.execute("update forward_target set cursor_xid = '" + before + "', cursor_batch = 0");
        forwardWhatIsCommitted();

        assertThat(http.names()).containsExactly("repeated", "repeated");
    }

    @Test
    void backendThatAsksForAPause_isNotAskedBefore() {
        target("busy", http, "{}");
        http.askToRetryAfter("120");
        http.answerWith(429);
        store("patient");

        forwardWhatIsCommitted();

        assertThat(http.authorizations()).as("requests").hasSize(1);
        assertThat(state("busy", "next_attempt_at between now() + interval '110 s' and now() + interval '120 s'"))
                .isEqualTo("t");
    }

    @Test
    void spansThatAreRefusedForGood_doNotHoldUpTheNext() {
        target("picky", http, "{}");
        http.answerWith(400);
        store("a", "b", "c", "d");

        forwardWhatIsCommitted();

        assertThat(http.names()).hasSize(1);
        assertThat(state("picky", "spans_forwarded || ' ' || spans_skipped")).isEqualTo("1 3");
        assertThat(state("picky", "last_error")).contains("3 spans refused").contains("400");
        assertThat(spansCounted("picky", "refused")).isEqualTo(3);
        assertThat(spansCounted("picky", "forwarded")).isEqualTo(1);
    }

    @Test
    void spansThatAreRefusedOverGrpc_doNotHoldUpTheNext() {
        try (GrpcReceiver grpc = GrpcReceiver.start()) {
            target("picky-grpc", "grpc", grpc.endpoint(), "{}");
            grpc.failWith(
                    Status.INVALID_ARGUMENT,
                    Status.RESOURCE_EXHAUSTED.withDescription("grpc: received message larger than max (5 vs. 4)"),
                    Status.UNAVAILABLE);
            store("a", "b", "c", "d", "e", "f", "g");

            forwardWhatIsCommitted();

            assertThat(HttpReceiver.spans(grpc.requests())).hasSize(1);
            assertThat(state("picky-grpc", "spans_skipped")).isEqualTo("6");
        }
    }

    @Test
    void partialSuccess_countsAsTaken() {
        target("partial", http, "{}");
        http.answerWith(ExportTraceServiceResponse.newBuilder()
                .setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                        .setRejectedSpans(1)
                        .setErrorMessage("too\0old"))
                .build());
        store("a", "b", "c");

        forwardWhatIsCommitted();

        assertThat(http.requests()).hasSize(1);
        assertThat(state("partial", "spans_forwarded || ' ' || spans_skipped || ' ' || last_error"))
                .isEqualTo("2 1 1 spans refused: too old");
    }

    @Test
    void backendThatDeniesAccess_isLeftAloneForLongerWithEachTime() {
        target("closed", http, "{}");
        http.answerWith(401, 403);
        store("denied");

        forwardWhatIsCommitted();
        String first = state("closed", "next_attempt_at - now() > interval '5 s'");
        dueNow("closed");
        forwardWhatIsCommitted();

        assertThat(first).isEqualTo("t");
        assertThat(state("closed", "next_attempt_at - now() > interval '10 s'")).isEqualTo("t");
        assertThat(state("closed", "failures || ' ' || last_error")).isEqualTo("2 HTTP status 403");
        assertThat(http.authorizations()).as("requests").hasSize(2);
    }

    @Test
    void backendThatHangs_delaysNoOther() throws InterruptedException {
        try (HttpReceiver hanging = HttpReceiver.start()) {
            hanging.hang();
            target("hanging", hanging, "{}");
            target("quick", http, "{}");
            store("for both");

            forwarder.startTurns();
            hanging.awaitRequest();

            await().until(() -> http.names().equals(List.of("for both")));
            assertThat(hanging.names()).isEmpty();
            await().until(() -> state("hanging", "failures").equals("1"));
            assertThat(state("hanging", "last_error")).contains("PT2S");
        }
    }

    @Test
    void ingest_isNotSlowedByBackendsThatHang() throws InterruptedException {
        http.hang();
        for (int i = 0; i < 6; i++) {
            target("hanging" + i, http, "{}");
        }
        store("first");
        forwarder.startTurns();
        http.awaitRequest();

        Instant start = Instant.now();
        store("second");

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void batchThatCommitsLate_isNotSkipped() throws SQLException {
        target("late", http, "{}");
        try (Connection slow = database.dataSource().getConnection();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute(insertSpan("overtaken"));
            store("overtaking");

            forwarder.forwardAll();
            assertThat(http.names()).as("while an earlier transaction is open").isEmpty();
            slow.commit();
        }
        forwardWhatIsCommitted();

        assertThat(http.names()).containsExactly("overtaken", "overtaking");
    }

    @Test
    void headerThatNamesAVariable_carriesItsValueWhichIsNowhereElse() {
        target("langfuse", http, "{\"Authorization\": \"env:FORWARD_TEST_KEY\"}");
        http.answerWith(401);
        store("authorized");

        forwardWhatIsCommitted();
        dueNow("langfuse");
        forwardWhatIsCommitted();

        assertThat(http.authorizations()).containsExactly("Basic c2VjcmV0", "Basic c2VjcmV0");
        assertThat(database.query("select t::text from forward_target t"))
                .singleElement()
                .asString()
                .doesNotContain("c2VjcmV0");
        assertThat(Destination.of(1, "grpc", "http://x", new io.vertx.core.json.JsonObject("{\"a\": \"c2VjcmV0\"}"))
                        .toString())
                .doesNotContain("c2VjcmV0");
    }

    @Test
    void headerThatNamesAnotherSecretOfTheService_isNotSent() {
        target("curious", http, "{\"Authorization\": \"env:QUARKUS_DATASOURCE_PASSWORD\"}");
        store("bait");

        forwardWhatIsCommitted();

        assertThat(http.authorizations()).isEmpty();
        assertThat(state("curious", "last_error")).contains("FORWARD_");
    }

    @Test
    void headerThatCannotBeSent_isToldWithoutItsValue() {
        target("broken", http, "{\"Authorization\": \"line\\nbreak c2VjcmV0\"}");
        store("unsent");

        forwardWhatIsCommitted();

        assertThat(state("broken", "last_error")).contains("Authorization").doesNotContain("c2VjcmV0");
    }

    @Test
    void spansOfAnotherProject_areNotSent() throws SQLException {
        target("own", http, "{}");
        ApiKeys.NewKey other = new ApiKeys(database.dataSource()).create("other", "test", Set.of(Scope.INGEST));
        given().header("x-api-key", other.secret().value())
                .contentType("application/x-protobuf")
                .body(request(span("foreign")).toByteArray())
                .post("/v1/traces")
                .then()
                .statusCode(200);
        store("own");

        forwardWhatIsCommitted();

        assertThat(http.names()).containsExactly("own");
    }

    @Test
    void targetThatIsSwitchedOff_isLeftAlone() {
        target("off", http, "{}");
        database.execute("update forward_target set enabled = false");
        store("unsent");

        forwardWhatIsCommitted();

        assertThat(http.requests()).isEmpty();
    }

    @Test
    void spansThatAreGone_areCountedAndPassedOver() {
        target("gone", http, "{}");
        store("deleted");
        database.execute("delete from span where name = 'deleted'");
        store("there");

        forwardWhatIsCommitted();

        assertThat(http.names()).containsExactly("there");
        assertThat(state("gone", "spans_skipped")).isEqualTo("1");
    }

    @Test
    void lag_isTheAgeOfTheOldestBatchThatIsNotThereYet() {
        target("behind", http, "{}");
        store("old");
        database.execute("update ingest_batch set committed_at = now() - interval '100 s'"
                + " where batch_id = (select max(batch_id) from ingest_batch)");

        forwarder.measureLag();
        assertThat(lag("behind")).isBetween(100.0, 200.0);
        forwardWhatIsCommitted();
        forwarder.measureLag();

        assertThat(lag("behind")).isZero();
    }

    /** With something of everything that is stored exactly, and times as precise as they are stored. */
    private static Span.Builder detailed() {
        Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return span("chat gpt", start, Duration.ofNanos(1_234_567_891))
                .setTraceId(OtlpSpans.bytes(OtlpSpans.randomTraceId()))
                .setSpanId(OtlpSpans.bytes(OtlpSpans.randomSpanId()))
                .setParentSpanId(OtlpSpans.bytes(OtlpSpans.randomSpanId()))
                .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
                .setStatus(io.opentelemetry.proto.trace.v1.Status.newBuilder()
                        .setCode(io.opentelemetry.proto.trace.v1.Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage("went wrong"))
                .addAttributes(OtlpSpans.attribute(
                        "map",
                        AnyValue.newBuilder()
                                .setKvlistValue(KeyValueList.newBuilder().addValues(number("inner", 1)))))
                .addAttributes(real("one", 1.0))
                .addAttributes(number("long", Long.MAX_VALUE))
                .addAttributes(real("temperature", 0.25))
                .addAttributes(OtlpSpans.attribute(
                        "gen_ai.stream", AnyValue.newBuilder().setBoolValue(true)))
                .addAttributes(OtlpSpans.attribute("empty.value.of.nothing", AnyValue.newBuilder()))
                .addAttributes(texts("gen_ai.response.finish_reasons", "stop"))
                .addEvents(Span.Event.newBuilder()
                        .setName("first token")
                        .setTimeUnixNano(OtlpSpans.nanos(start) + 123)
                        .addAttributes(number("index", 0)))
                .addLinks(Span.Link.newBuilder()
                        .setTraceId(OtlpSpans.bytes(OtlpSpans.randomTraceId()))
                        .setSpanId(OtlpSpans.bytes(OtlpSpans.randomSpanId()))
                        .addAttributes(text("why", "cause")));
    }

    private static String insertSpan(String name) {
        return """
                with batch as (
                    insert into ingest_batch (project_id, received, stored, duplicates, rejected, first_span_time, last_span_time)
                    select project_id, 1, 1, 0, 0, now(), now() from project where name = 'default'
                    returning project_id, batch_id
                )
                insert into span (project_id, trace_id, span_id, start_time, batch_id, name, kind, span_type, status,
                                  timed_out, duration_nanos, resource_hash, attributes)
                select project_id, decode(md5(random()::text), 'hex'), decode(left(md5(random()::text), 16), 'hex'), now(),
                       batch_id, '%s', 'internal', 'other', 'unset', false, 1, '\\x00', '{}'
                from batch, (select ensure_day_partition('span', (now() at time zone 'UTC')::date)) partition""".formatted(name);
    }

    /** Other tests' databases are on the same server: a transaction that is open in one of them holds up the cursor here. */
    private void forwardWhatIsCommitted() {
        await().until(() -> database.query(
                        "select coalesce(max(committed_xid) < pg_snapshot_xmin(pg_current_snapshot()),"
                                + " true) from ingest_batch")
                .contains("t"));
        forwarder.forwardAll();
    }

    private static void store(String... names) {
        store(request(Arrays.stream(names).map(OtlpSpans::span).toArray(Span.Builder[]::new)));
    }

    private static void store(ExportTraceServiceRequest request) {
        given().contentType("application/x-protobuf")
                .body(request.toByteArray())
                .post("/v1/traces")
                .then()
                .statusCode(200);
    }

    private void target(String name, HttpReceiver receiver, String headers) {
        target(name, "http/protobuf", receiver.endpoint(), headers);
    }

    private void target(String name, String protocol, String endpoint, String headers) {
        database.execute("""
                insert into forward_target (project_id, name, protocol, endpoint, headers)
                select project_id, '%s', '%s', '%s', '%s' from project where name = 'default'""".formatted(name, protocol, endpoint, headers));
    }

    private void dueNow(String target) {
        database.execute("update forward_target set next_attempt_at = now() where name = '" + target + "'");
    }

    private String state(String target, String expression) {
        return database.query("select " + expression + " from forward_target where name = '" + target + "'")
                .get(0);
    }

    private double spansCounted(String target, String outcome) {
        return registry.get("observability.factory.forward.spans")
                .tags("target", target, "outcome", outcome)
                .counter()
                .count();
    }

    private double lag(String target) {
        return registry.get("observability.factory.forward.lag")
                .tags("target", target)
                .gauge()
                .value();
    }
}
