package io.observabilityfactory.model.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.observabilityfactory.model.message.SpanMessages.ToolSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpanMessagesTest {

    private static final Message HI = Message.of("user", new Part.Text("hi"));
    private static final Message BRIEF = Message.of("system", new Part.Text("be brief"));
    private static final Message HELLO = Message.of("assistant", new Part.Text("hello"));
    private static final Message CALL = Message.of("assistant", new Part.ToolCall("c1", "look", Map.of("q", 1L)));
    private static final Message RESULT = Message.of("tool", new Part.ToolResult("c1", null, "found"));

    @Test
    void conventions_keepInstructionsApart() {
        SpanMessages messages = of(
                "gen_ai.input.messages",
                "[{'role':'user','parts':[{'type':'text','content':'hi'}]},"
                        + "{'role':'assistant','parts':[{'type':'tool_call','id':'c1','name':'look','arguments':{'q':1}}]},"
                        + "{'role':'tool','parts':[{'type':'tool_call_response','id':'c1','response':'found'}]}]",
                "gen_ai.system_instructions",
                "[{'type':'text','content':'be brief'}]",
                "gen_ai.output.messages",
                "[{'role':'assistant','parts':[{'type':'text','content':'hello'}],'finish_reason':'stop'}]");

        assertThat(messages.input()).containsExactly(BRIEF, HI, CALL, RESULT);
        assertThat(messages.output()).containsExactly(HELLO.finished("stop"));
    }

    @Test
    void instructionsThatAreAmongTheMessages_areNotRepeated() {
        SpanMessages messages = of(
                "gen_ai.input.messages",
                "[{'role':'system','parts':[{'type':'text','content':'be brief'}]}]",
                "gen_ai.system_instructions",
                "[{'type':'text','content':'be brief'}]");

        assertThat(messages.input()).containsExactly(BRIEF);
    }

    @Test
    void argumentsThatAreText_areReadWhenTheyAreJson() {
        SpanMessages messages = of(
                "gen_ai.output.messages",
                "[{'role':'assistant','parts':[{'type':'tool_call','id':'c1','name':'look','arguments':'{\\'q\\': 1}'}]}]");

        assertThat(messages.output()).containsExactly(CALL);
        assertThat(messages.output().get(0).toolCalls()).hasSize(1);
    }

    @Test
    void openInference_spreadsMessagesOverKeysInAnyOrderAndWithGaps() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("llm.input_messages.10.message.tool_call_id", "c1");
        attributes.put("llm.input_messages.10.message.content", "found");
        attributes.put("llm.input_messages.10.message.role", "tool");
        attributes.put("llm.input_messages.9.message.role", "assistant");
        attributes.put("llm.input_messages.9.message.tool_calls.0.tool_call.id", "c1");
        attributes.put("llm.input_messages.9.message.tool_calls.0.tool_call.function.name", "look");
        attributes.put("llm.input_messages.9.message.tool_calls.0.tool_call.function.arguments", "{\"q\": 1}");
        attributes.put("llm.input_messages.9.message.contents.0.message_content.type", "tool_use");
        attributes.put("llm.input_messages.9.message.contents.0.tool_call.id", "c1");
        attributes.put("llm.input_messages.9.message.contents.0.tool_call.function.name", "look");
        attributes.put("llm.input_messages.9.message.contents.0.tool_call.function.arguments", "{\"q\": 1}");
        attributes.put("llm.input_messages.0.message.role", "user");
        attributes.put("llm.input_messages.0.message.contents.0.message_content.type", "text");
        attributes.put("llm.input_messages.0.message.contents.0.message_content.text", "hi");

        assertThat(SpanMessages.of(ToolSpan.NONE, attributes, List.of()).input())
                .containsExactly(HI, CALL, RESULT);
    }

    @Test
    void openLlmetry_spreadsPromptsAndCompletions() {
        SpanMessages messages = of(
                "gen_ai.prompt.0.role", "user",
                "gen_ai.prompt.0.content", "hi",
                "gen_ai.completion.0.role", "assistant",
                "gen_ai.completion.0.finish_reason", "tool_calls",
                "gen_ai.completion.0.tool_calls.0.id", "c1",
                "gen_ai.completion.0.tool_calls.0.name", "look",
                "gen_ai.completion.0.tool_calls.0.arguments", "{'q': 1}");

        assertThat(messages.input()).containsExactly(HI);
        assertThat(messages.output()).containsExactly(CALL.finished("tool_calls"));
    }

    @Test
    void aiSdk_answersWithTextAndCallsInKeysOfTheirOwn() {
        SpanMessages messages = of(
                "ai.prompt.messages",
                "[{'role':'system','content':'be brief'},{'role':'user','content':[{'type':'text','text':'hi'}]},"
                        + "{'role':'assistant','content':[{'type':'tool-call','toolCallId':'c1','toolName':'look','input':{'q':1}}]},"
                        + "{'role':'tool','content':[{'type':'tool-result','toolCallId':'c1','toolName':'look',"
                        + "'output':{'type':'text','value':'found'}}]}]",
                "ai.response.text",
                "hello",
                "ai.response.toolCalls",
                "[{'toolCallId':'c1','toolName':'look','input':{'q':1}}]",
                "ai.response.finishReason",
                "tool-calls");

        assertThat(messages.input())
                .containsExactly(BRIEF, HI, CALL, Message.of("tool", new Part.ToolResult("c1", "look", "found")));
        assertThat(messages.output())
                .containsExactly(Message.of(
                                "assistant",
                                List.of(new Part.Text("hello"), new Part.ToolCall("c1", "look", Map.of("q", 1L))))
                        .finished("tool-calls"));
    }

    @Test
    void requestsAndAnswersOfProviders_areReadAsTheyAre() {
        SpanMessages chat = of(
                "input.value",
                "{'messages':[{'role':'system','content':'be brief'},{'role':'user','content':'hi'}],'model':'gpt-4o'}",
                "output.value",
                "{'id':'x','choices':[{'index':0,'finish_reason':'stop','message':{'role':'assistant','content':'hello'}}]}");
        SpanMessages responses = of(
                "langfuse.observation.input",
                "{'model':'o4-mini','instructions':'be brief','input':'hi'}",
                "langfuse.observation.output",
                "{'object':'response','output':[{'type':'reasoning','summary':[]},"
                        + "{'type':'message','role':'assistant','content':[{'type':'output_text','text':'hello'}]},"
                        + "{'type':'function_call','id':'fc','call_id':'c1','name':'look','arguments':'{\\'q\\': 1}'}]}");
        SpanMessages anthropic = of(
                "mlflow.spanInputs",
                "{'model':'claude','system':'be brief','messages':[{'role':'user','content':'hi'},"
                        + "{'role':'assistant','content':[{'type':'tool_use','id':'c1','name':'look','input':{'q':1}}]},"
                        + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'c1','content':'found'}]}]}",
                "mlflow.spanOutputs",
                "{'role':'assistant','type':'message','content':[{'type':'text','text':'hello'}],'stop_reason':'end_turn'}");

        assertThat(chat.input()).containsExactly(BRIEF, HI);
        assertThat(chat.output()).containsExactly(HELLO.finished("stop"));
        assertThat(responses.input()).containsExactly(BRIEF, HI);
        assertThat(responses.output()).hasSize(3).contains(HELLO, CALL);
        assertThat(anthropic.input()).containsExactly(BRIEF, HI, CALL, RESULT);
        assertThat(anthropic.output()).containsExactly(HELLO.finished("end_turn"));
    }

    @Test
    void langChain_namesRolesByClasses() {
        SpanMessages messages = of(
                "traceloop.entity.input",
                "{'inputs':{'messages':[[{'lc':1,'type':'constructor','id':['langchain','schema','HumanMessage'],"
                        + "'kwargs':{'content':'hi','type':'human'}}]]}}",
                "traceloop.entity.output",
                "{'messages':[{'type':'ai','content':'hello'}]}");

        assertThat(messages.input()).containsExactly(HI);
        assertThat(messages.output()).containsExactly(HELLO);
    }

    @Test
    void plainTextAndUnknownShapes_areShownAsTheyCame() {
        SpanMessages messages = of("input.value", "hi", "output.value", "{'rows': 3}");

        assertThat(messages.input()).containsExactly(HI);
        assertThat(messages.output())
                .containsExactly(Message.of("assistant", new Part.Other("json", Map.of("rows", 3L))));
        assertThat(of("input.value", "[draft] hi").input().get(0).text()).isEqualTo("[draft] hi");
        assertThat(of("traceloop.entity.output", "null", "traceloop.entity.input", "{'args':[],'kwargs':{}}"))
                .isEqualTo(new SpanMessages(List.of(), List.of()));
    }

    @Test
    void numbersOfEmbeddings_areNoMessages() {
        assertThat(of("output.value", "{'data':[{'embedding':[0.25,0.5],'index':0}],'model':'e'}")
                        .output())
                .isEmpty();
    }

    @Test
    void toolSpan_isACallAndItsResult() {
        ToolSpan tool = new ToolSpan(true, "look");
        Map<String, Object> decorated = Map.of(
                "traceloop.entity.input", "{\"args\": [], \"kwargs\": {\"q\": 1}}",
                "traceloop.entity.output", "\"found\"");
        Map<String, Object> conventions = Map.of(
                "gen_ai.tool.call.id", "c1",
                "gen_ai.tool.call.arguments", "{\"q\":1}",
                "gen_ai.tool.call.result", "found");

        SpanMessages messages = SpanMessages.of(tool, conventions, List.of());

        assertThat(messages.input()).containsExactly(CALL);
        assertThat(messages.output()).containsExactly(Message.of("tool", new Part.ToolResult("c1", "look", "found")));
        assertThat(SpanMessages.of(tool, decorated, List.of())
                        .input()
                        .get(0)
                        .toolCalls()
                        .get(0)
                        .arguments())
                .isEqualTo(Map.of("q", 1L));
        assertThat(SpanMessages.of(tool, decorated, List.of()).output())
                .containsExactly(Message.of("tool", new Part.ToolResult(null, "look", "found")));
    }

    @Test
    void schemaInPlaceOfArguments_isNotTakenForThem() {
        Map<String, Object> attributes = Map.of(
                "gen_ai.tool.call.arguments", "{\"type\":\"object\"}",
                "tool.parameters", "{\"type\":\"object\"}",
                "input.value", "{\"q\":1}");

        assertThat(SpanMessages.of(new ToolSpan(true, "look"), attributes, List.of())
                        .input()
                        .get(0)
                        .toolCalls())
                .containsExactly(new Part.ToolCall(null, "look", Map.of("q", 1L)));
    }

    @Test
    void eventsOfASpan_areMessages() {
        List<MessageEvent> events = MessageEvent.ofSpan("""
                [{"name":"gen_ai.system.message","attributes":{"content":"be brief"}},
                 {"name":"gen_ai.user.message","attributes":{"content":"[{\\"text\\":\\"hi\\"}]"}},
                 {"name":"gen_ai.assistant.message","attributes":{"tool_calls":"[{\\"id\\":\\"c1\\",\\"function\\":{\\"name\\":\\"look\\",\\"arguments\\":\\"{\\\\\\"q\\\\\\":1}\\"}}]"}},
                 {"name":"gen_ai.tool.message","attributes":{"content":"found","id":"c1"}},
                 {"name":"gen_ai.choice","attributes":{"finish_reason":"stop","message":"{\\"content\\":\\"hello\\"}"}},
                 {"name":"exception","attributes":{"content":"no message"}}]""");

        SpanMessages messages = SpanMessages.of(ToolSpan.NONE, Map.of(), events);

        assertThat(messages.input()).containsExactly(BRIEF, HI, CALL, RESULT);
        assertThat(messages.output()).containsExactly(HELLO.finished("stop"));
    }

    @Test
    void logRecords_areMessagesOneByOneOrAllInOne() {
        SpanMessages single = SpanMessages.of(
                ToolSpan.NONE,
                Map.of(),
                List.of(
                        MessageEvent.ofLog("gen_ai.user.message", "{\"content\":\"hi\"}", "{}"),
                        MessageEvent.ofLog("gen_ai.user.message", "\"hi\"", "{}"),
                        MessageEvent.ofLog(
                                "gen_ai.choice",
                                "{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"hello\"}}",
                                "{}")));
        SpanMessages details = SpanMessages.of(
                ToolSpan.NONE,
                Map.of(),
                List.of(
                        MessageEvent.ofLog(
                                "gen_ai.client.inference.operation.details",
                                null,
                                "{\"gen_ai.input.messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"hi\"}]}],"
                                        + "\"gen_ai.output.messages\":[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"hello\"}]}]}")));
        SpanMessages contents = SpanMessages.of(
                ToolSpan.NONE,
                Map.of(),
                List.of(
                        MessageEvent.ofLog("gen_ai.content.prompt", null, "{\"gen_ai.prompt\":\"hi\"}"),
                        MessageEvent.ofLog("gen_ai.content.completion", null, "{\"gen_ai.completion\":\"hello\"}")));

        assertThat(single.input()).containsExactly(HI, HI);
        assertThat(single.output()).containsExactly(HELLO.finished("stop"));
        assertThat(details).isEqualTo(new SpanMessages(List.of(HI), List.of(HELLO)));
        assertThat(contents).isEqualTo(new SpanMessages(List.of(HI), List.of(HELLO)));
    }

    @Test
    void textThatWasCutOff_isReadAsFarAsItGoesAndMarked() {
        SpanMessages messages = of(
                "gen_ai.input.messages",
                "[{'role':'user','parts':[{'type':'text','content':'hi'}]},{'role':'user','parts':[{'type':'text','content':'and th");

        assertThat(messages.input()).hasSize(2);
        assertThat(messages.input().get(0).cut()).isFalse();
        assertThat(messages.input().get(1).cut()).isTrue();
        assertThat(messages.input().get(1).text()).isEqualTo("and th");
    }

    @Test
    void json_tellsWhatThePartsAre() {
        assertThat(CALL.finished("stop").toJson())
                .isEqualTo(Map.of(
                        "role",
                        "assistant",
                        "parts",
                        List.of(Map.of("type", "tool_call", "id", "c1", "name", "look", "arguments", Map.of("q", 1L))),
                        "toolCalls",
                        List.of(Map.of("id", "c1", "name", "look", "arguments", Map.of("q", 1L))),
                        "finishReason",
                        "stop"));
    }

    @Test
    void numbersOfKeys_areBounded() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (int i = 0; i < 5_000; i++) {
            attributes.put("gen_ai.prompt." + i + ".content", "hi");
        }
        attributes.put("gen_ai.prompt.99999999999999999999.content", "hi");

        assertThat(SpanMessages.of(ToolSpan.NONE, attributes, List.of()).input())
                .hasSize(1_000);
    }

    @Property
    void anyBeginningOfADocument_isReadWithoutAnException(
            @ForAll @IntRange(max = 180) int length, @ForAll String text) {
        String document = json("[{'role':'user','content':[{'type':'text','text':'hi'},{'type':'image'}]},"
                + "{'role':'assistant','tool_calls':[{'id':'c1','function':{'name':'look','arguments':'{}'}}]}]");
        String beginning = document.substring(0, Math.min(length, document.length()));

        for (String key : List.of("gen_ai.input.messages", "input.value", "gen_ai.prompt.0.content")) {
            assertThatCode(() -> SpanMessages.of(ToolSpan.NONE, Map.of(key, beginning + text), List.of()))
                    .doesNotThrowAnyException();
        }
    }

    /** @param keysAndTexts of attributes, with single quotes for double ones */
    private static SpanMessages of(String... keysAndTexts) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (int i = 0; i < keysAndTexts.length; i += 2) {
            attributes.put(keysAndTexts[i], json(keysAndTexts[i + 1]));
        }
        return SpanMessages.of(ToolSpan.NONE, attributes, List.of());
    }

    private static String json(String text) {
        return text.replace('\'', '"').replace("\\\"", "\\\"");
    }
}
