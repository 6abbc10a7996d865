package io.observabilityfactory.ingest.forward;

import static io.observabilityfactory.testkit.OtlpSpans.number;
import static io.observabilityfactory.testkit.OtlpSpans.real;
import static io.observabilityfactory.testkit.OtlpSpans.request;
import static io.observabilityfactory.testkit.OtlpSpans.span;
import static io.observabilityfactory.testkit.OtlpSpans.text;
import static io.observabilityfactory.testkit.OtlpSpans.texts;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.observabilityfactory.database.access.ApiKeys;
import io.observabilityfactory.model.access.Scope;
import io.observabilityfactory.testkit.OtlpSpans;
import io.observabilityfactory.testkit.PostgresResource;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestProfile(ForwardingTest.SmallRequests.class)
class ForwardDeliveryTest extends ForwardingTest {

    @Test
    void span_arrivesOverGrpcAsItWasSent() {
        try (GrpcReceiver grpc = GrpcReceiver.start()) {
            target("tempo", "grpc", grpc.endpoint(), "{\"X-Scope-OrgID\": \"agents\"}");
            ExportTraceServiceRequest sent = withScopeAttributes(request(detailed()));
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
        assertThat(new Destination(1, 1, "grpc", "http://x", Map.of("a", "c2VjcmV0"), ByteString.EMPTY).toString())
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

    private static ExportTraceServiceRequest withScopeAttributes(ExportTraceServiceRequest request) {
        ExportTraceServiceRequest.Builder changed = request.toBuilder();
        changed.getResourceSpansBuilder(0)
                .getScopeSpansBuilder(0)
                .getScopeBuilder()
                .addAttributes(text("library", "one"))
                .addAttributes(number("revision", 7));
        return changed.build();
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
                .setTraceState("vendor=opaque,other=1")
                .setFlags(0x301)
                .setDroppedAttributesCount(-1)
                .setDroppedEventsCount(2)
                .setDroppedLinksCount(3)
                .addEvents(Span.Event.newBuilder()
                        .setDroppedAttributesCount(4)
                        .setName("first token")
                        .setTimeUnixNano(OtlpSpans.nanos(start) + 123)
                        .addAttributes(number("index", 0)))
                .addLinks(Span.Link.newBuilder()
                        .setTraceState("linked=1")
                        .setFlags(0x100)
                        .setDroppedAttributesCount(5)
                        .setTraceId(OtlpSpans.bytes(OtlpSpans.randomTraceId()))
                        .setSpanId(OtlpSpans.bytes(OtlpSpans.randomSpanId()))
                        .addAttributes(text("why", "cause")));
    }
}
