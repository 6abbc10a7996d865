package io.observabilityfactory.query.message;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.observabilityfactory.query.TableRow;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A span shows what was said in one shape, wherever it was recorded. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class SpanMessagesTest {

    private static final String TRACE = "0123456789abcdef0123456789abcd01";
    private static final String SPAN = "00000000000000a1";
    private static final String START = "2026-03-01T10:00:00Z";

    TestDatabase database;

    @BeforeEach
    void clear() {
        TableRow.clear(database);
        database.execute("truncate log_record");
    }

    @Test
    void messagesOfAttributes_areShown() {
        TableRow.span(TRACE, SPAN, START)
                .with("span_type", "llm")
                .with("attributes", """
                        {"gen_ai.input.messages": "[{\\"role\\":\\"user\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"hi\\"}]}]",
                         "gen_ai.system_instructions": "[{\\"type\\":\\"text\\",\\"content\\":\\"be brief\\"}]",
                         "gen_ai.output.messages": "[{\\"role\\":\\"assistant\\",\\"parts\\":[{\\"type\\":\\"tool_call\\",\\"id\\":\\"c1\\",\\"name\\":\\"look\\",\\"arguments\\":{\\"q\\":1}}],\\"finish_reason\\":\\"tool_call\\"}]"}""")
                .with("normalization", "[\"token counts contradict each other\"]")
                .insertInto(database);

        trace().body("spans[0].input.role", contains("system", "user"))
                .body("spans[0].input[1].parts[0].type", equalTo("text"))
                .body("spans[0].input[1].parts[0].text", equalTo("hi"))
                .body("spans[0].output", hasSize(1))
                .body("spans[0].output[0].finishReason", equalTo("tool_call"))
                .body("spans[0].output[0].parts[0].type", equalTo("tool_call"))
                .body("spans[0].output[0].toolCalls[0].name", equalTo("look"))
                .body("spans[0].output[0].toolCalls[0].arguments.q", equalTo(1))
                .body("spans[0].normalization", contains("token counts contradict each other"));
    }

    @Test
    void messagesOfLogRecords_areShownInTheOrderOfTime() {
        TableRow.span(TRACE, SPAN, START).with("span_type", "llm").insertInto(database);
        insertLog(
                "2026-03-01T10:00:02Z",
                "gen_ai.choice",
                "{\"finish_reason\": \"stop\", \"message\": {\"content\": \"hello\"}}");
        insertLog("2026-03-01T10:00:01Z", "gen_ai.user.message", "{\"content\": \"hi\"}");
        insertLog("2026-03-01T10:00:00Z", "gen_ai.system.message", "{\"content\": \"be brief\"}");

        trace().body("spans[0].input.role", contains("system", "user"))
                .body("spans[0].input[1].parts[0].text", equalTo("hi"))
                .body("spans[0].output[0].role", equalTo("assistant"))
                .body("spans[0].output[0].parts[0].text", equalTo("hello"))
                .body("spans[0].output[0].finishReason", equalTo("stop"));
    }

    @Test
    void logRecordsOfAnotherProject_areNotShown() {
        TableRow.span(TRACE, SPAN, START).insertInto(database);
        insertLog("2026-03-01T10:00:01Z", "gen_ai.user.message", "{\"content\": \"hi\"}");
        database.execute("update log_record set project_id = " + TableRow.otherProject(database));

        trace().body("spans[0].input", empty());
    }

    @Test
    void callOfATool_showsArgumentsAndResult() {
        TableRow.span(TRACE, SPAN, START)
                .with("span_type", "tool")
                .with("tool", "look")
                .with(
                        "attributes",
                        "{\"gen_ai.tool.call.id\": \"c1\", \"gen_ai.tool.call.arguments\": \"{\\\"q\\\": 1}\","
                                + " \"gen_ai.tool.call.result\": \"found\"}")
                .insertInto(database);

        trace().body("spans[0].input[0].toolCalls[0].name", equalTo("look"))
                .body("spans[0].input[0].toolCalls[0].arguments.q", equalTo(1))
                .body("spans[0].output[0].role", equalTo("tool"))
                .body("spans[0].output[0].parts[0].result", equalTo("found"));
    }

    @Test
    void contentThatIsNotKept_isShownAsSuch() {
        TableRow.span(TRACE, SPAN, START)
                .with("attributes", "{\"gen_ai.input.messages\": \"[not kept]\"}")
                .insertInto(database);

        trace().body("spans[0].input[0].parts[0].text", equalTo("[not kept]")).body("spans[0].output", empty());
    }

    private void insertLog(String time, String event, String body) {
        database.execute("select ensure_day_partition('log_record', '2026-03-01')");
        database.execute("""
                insert into log_record (project_id, time, record_hash, batch_id, trace_id, span_id, severity_number,
                                        event_name, body, resource_hash, attributes, cut)
                values (1, '%s', decode(md5('%s'), 'hex'), 1, '\\x%s', '\\x%s', 0, '%s', '%s', '\\x00', '{}', false)""".formatted(time, event, TRACE, SPAN, event, body));
    }

    private static ValidatableResponse trace() {
        return RestAssured.get("/api/v1/traces/" + TRACE).then().statusCode(200);
    }
}
