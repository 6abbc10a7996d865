package io.observabilityfactory.ingest.forward;

import static io.observabilityfactory.testkit.OtlpSpans.request;
import static io.observabilityfactory.testkit.Patience.await;
import static io.restassured.RestAssured.given;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.observabilityfactory.testkit.OtlpSpans;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of forwarding share: a project's spans, targets of theirs, and backends that do as they are told. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestProfile(ForwardingTest.SmallRequests.class)
abstract class ForwardingTest {

    /** Three spans to a request, and a pause that no turn ends within. */
    public static final class SmallRequests implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "observability-factory.ingest.forward.spans-per-request", "3",
                    "observability-factory.ingest.forward.bytes-per-request", "20000",
                    "observability-factory.ingest.forward.timeout", "PT5S",
                    "observability-factory.ingest.forward.first-pause", "PT2S",
                    "FORWARD_TEST_KEY", "Basic c2VjcmV0");
        }
    }

    TestDatabase database;

    @Inject
    Forwarder forwarder;

    @Inject
    PrometheusMeterRegistry registry;

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
        await().until(forwarder::isIdle);
    }

    /** Other tests' databases are on the same server: a transaction that is open in one of them holds up the cursor here. */
    void forwardWhatIsCommitted() {
        awaitCommitted();
        forwarder.forwardAll();
    }

    void awaitCommitted() {
        await().until(() -> database.query(
                        "select coalesce(max(committed_xid) < pg_snapshot_xmin(pg_current_snapshot()),"
                                + " true) from ingest_batch")
                .contains("t"));
    }

    static void store(String... names) {
        store(request(Arrays.stream(names).map(OtlpSpans::span).toArray(Span.Builder[]::new)));
    }

    static void store(ExportTraceServiceRequest request) {
        given().contentType("application/x-protobuf")
                .body(request.toByteArray())
                .post("/v1/traces")
                .then()
                .statusCode(200);
    }

    void target(String name, HttpReceiver receiver, String headers) {
        target(name, "http/protobuf", receiver.endpoint(), headers);
    }

    void target(String name, String protocol, String endpoint, String headers) {
        database.execute("""
                insert into forward_target (project_id, name, protocol, endpoint, headers)
                select project_id, '%s', '%s', '%s', '%s' from project where name = 'default'""".formatted(name, protocol, endpoint, headers));
    }

    void dueNow(String target) {
        database.execute("update forward_target set next_attempt_at = now() where name = '" + target + "'");
    }

    String state(String target, String expression) {
        return database.query("select " + expression + " from forward_target where name = '" + target + "'")
                .get(0);
    }

    double spansCounted(String target, String outcome) {
        return registry.get("observability.factory.forward.spans")
                .tags("target", target, "outcome", outcome)
                .counter()
                .count();
    }

    double lag(String target) {
        return registry.get("observability.factory.forward.lag")
                .tags("target", target)
                .gauge()
                .value();
    }
}
