package io.observabilityfactory.sdk.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;

/** Messages in the form of OpenTelemetry's conventions. */
final class Messages {

    private Messages() {}

    static String input(ChatRequest request) {
        ArrayNode messages = JsonNodeFactory.instance.arrayNode();
        request.messages().forEach(message -> messages.add(message(message)));
        return messages.toString();
    }

    /** @param content whether text and arguments are told, beside the names of tools */
    static String output(AiMessage message, boolean content) {
        return JsonNodeFactory.instance
                .arrayNode()
                .add(answer(message, content))
                .toString();
    }

    private static JsonNode message(ChatMessage message) {
        if (message instanceof AiMessage answer) {
            return answer(answer, true);
        }
        if (message instanceof SystemMessage system) {
            return text("system", system.text());
        }
        if (message instanceof ToolExecutionResultMessage result) {
            ObjectNode told = role("tool");
            told.withArray("parts")
                    .addObject()
                    .put("type", "tool_call_response")
                    .put("id", result.id())
                    .put("result", result.text());
            return told;
        }
        return message instanceof UserMessage user && user.hasSingleText()
                ? text("user", user.singleText())
                : text("user", message.toString());
    }

    private static ObjectNode answer(AiMessage message, boolean content) {
        ObjectNode answer = role("assistant");
        if (content && message.text() != null) {
            answer.withArray("parts").addObject().put("type", "text").put("content", message.text());
        }
        for (ToolExecutionRequest request : message.toolExecutionRequests()) {
            ObjectNode call = answer.withArray("parts")
                    .addObject()
                    .put("type", "tool_call")
                    .put("id", request.id())
                    .put("name", request.name());
            if (content) {
                call.put("arguments", request.arguments());
            }
        }
        return answer;
    }

    private static ObjectNode text(String role, String text) {
        ObjectNode message = role(role);
        message.withArray("parts").addObject().put("type", "text").put("content", text);
        return message;
    }

    private static ObjectNode role(String role) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("role", role);
        message.putArray("parts");
        return message;
    }
}
