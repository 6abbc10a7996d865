package io.observabilityfactory.ingest.forward;

import static io.observabilityfactory.testkit.OtlpSpans.request;
import static io.observabilityfactory.testkit.OtlpSpans.span;
import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.observabilityfactory.ingest.IngestConfig;
import io.observabilityfactory.testkit.PostgresResource;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestProfile(ForwardingTest.SmallRequests.class)
class ForwardFaultTest extends ForwardingTest {

    @Inject
    IngestConfig config;

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
            assertThat(state("hanging", "last_error")).contains("PT5S");
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

        store("second");

        assertThat(database.query("select failures from forward_target"))
                .as("all backends still hang")
                .hasSize(6)
                .containsOnly("0");
    }

    @Test
    void backendThatAsksForAPauseOverGrpc_isNotAskedBefore() {
        try (GrpcReceiver grpc = GrpcReceiver.start()) {
            target("busy-grpc", "grpc", grpc.endpoint(), "{}");
            grpc.askToRetryAfter(Duration.ofSeconds(120));
            store("patient");

            forwardWhatIsCommitted();

            assertThat(grpc.tenants()).as("requests").hasSize(1);
            assertThat(state(
                            "busy-grpc",
                            "next_attempt_at between now() + interval '110 s' and now() + interval '120 s'"))
                    .isEqualTo("t");
        }
    }

    @Test
    void backendThatKeepsFailing_isNotAskedAgainWhileTheBreakerIsOpen() {
        AtomicInteger requests = new AtomicInteger();
        Backend away = new Backend() {
            @Override
            public ExportTraceServiceResponse send(ExportTraceServiceRequest request) throws BackendException {
                requests.incrementAndGet();
                throw new BackendException.Unavailable("away", new IllegalStateException(), null);
            }

            @Override
            public void close() {}
        };
        try (GuardedBackend guarded = new GuardedBackend(away, config.forward())) {
            for (int i = 0; i < 4; i++) {
                assertThatThrownBy(() -> guarded.send(request(span("a")))).isInstanceOf(BackendException.class);
            }
            int asked = requests.get();

            assertThatThrownBy(() -> guarded.send(request(span("a"))))
                    .hasMessageContaining("most requests of late failed");
            assertThat(requests).hasValue(asked);
        }
    }
}
