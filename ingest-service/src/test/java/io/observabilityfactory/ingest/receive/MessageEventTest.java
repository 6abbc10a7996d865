package io.observabilityfactory.ingest.receive;

import static io.observabilityfactory.testkit.OtlpSpans.chat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.observabilityfactory.testkit.OtlpLogs;
import io.observabilityfactory.testkit.OtlpSpans;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Messages that instrumentations send as log records belong to their span, whichever of the two comes first. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class MessageEventTest {

    TestDatabase database;

    @Test
    void messageAfterItsSpan_isJoinedToIt() {
        Span.Builder call = chat("openai", "gpt-4o", 10, 1);
        send("/v1/traces", OtlpSpans.request(call));
        send("/v1/logs", OtlpLogs.request(message(call)));

        assertJoined(call);
    }

    @Test
    void messageBeforeItsSpan_isJoinedToIt() {
        Span.Builder call = chat("openai", "gpt-4o", 10, 1);
        send("/v1/logs", OtlpLogs.request(message(call)));
        send("/v1/traces", OtlpSpans.request(call));

        assertJoined(call);
    }

    @Test
    void ordinaryLogOfASpan_isNoMessage() {
        Span.Builder call = chat("openai", "gpt-4o", 10, 1);
        send("/v1/traces", OtlpSpans.request(call));
        send("/v1/logs", OtlpLogs.request(message(call).setEventName("")));

        assertThat(messages(call)).isEmpty();
    }

    private void assertJoined(Span.Builder call) {
        assertThat(messages(call)).containsExactly("gpt-4o gen_ai.user.message \"how far is the moon?\"");
    }

    private java.util.List<String> messages(Span.Builder call) {
        return database.query("select concat_ws(' ', s.response_model, e.event_name, e.body) from span s"
                + " join span_message_event e using (project_id, trace_id, span_id) where s.trace_id = '\\x"
                + HexFormat.of().formatHex(call.getTraceId().toByteArray()) + "'");
    }

    private static LogRecord.Builder message(Span.Builder call) {
        return OtlpLogs.log("how far is the moon?")
                .setEventName("gen_ai.user.message")
                .setTraceId(call.getTraceId())
                .setSpanId(call.getSpanId());
    }

    private static void send(String path, Message request) {
        given().contentType("application/x-protobuf")
                .body(request.toByteArray())
                .post(path)
                .then()
                .statusCode(200);
    }
}
