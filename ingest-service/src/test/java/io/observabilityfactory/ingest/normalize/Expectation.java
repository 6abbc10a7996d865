package io.observabilityfactory.ingest.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import io.observabilityfactory.model.message.Message;
import io.observabilityfactory.model.message.Part;
import io.observabilityfactory.model.message.SpanMessages;
import io.observabilityfactory.model.price.ModelName;
import io.observabilityfactory.model.trace.SpanStatus;
import io.observabilityfactory.model.trace.SpanType;
import io.observabilityfactory.model.usage.TokenBucket;
import io.observabilityfactory.model.usage.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the server that was called knows of a scenario, compared with what was understood of the client's export. */
final class Expectation {

    private static final List<Set<String>> SAME_REASONS = List.of(
            Set.of("stop", "end_turn", "completed"),
            Set.of("tool_calls", "tool_call", "tool_use", "tool-calls", "tool_execution"));

    private final JsonNode expected;
    private final RecordedRun run;
    private final List<String> missed = new ArrayList<>();

    private Expectation(JsonNode expected, RecordedRun run) {
        this.expected = expected;
        this.run = run;
    }

    /** What is not as it was, by name; empty when all is. */
    static List<String> missed(JsonNode expected, RecordedRun run) {
        Expectation expectation = new Expectation(expected, run);
        expectation.compare();
        return expectation.missed;
    }

    private void compare() {
        anySpan("agent", span -> span.agent().name());
        anySpan("session", span -> span.context().session());
        anySpan("user", span -> span.context().user());
        check("tags", run.spans().stream().anyMatch(span -> tags().equals(
                        span.context().tags())));
        run.spans().stream()
                .filter(span -> span.notes() != null)
                .forEach(span -> check("without note " + span.notes(), false));
        compareCalls();
        if (expected.has("tool")) {
            compareTool();
        }
        compareErrors();
    }

    private String tags() {
        return expected.get("tags").toString();
    }

    private void anySpan(String name, Function<NormalizedSpan, String> value) {
        check(name, run.spans().stream().anyMatch(span -> expected.get(name)
                .asText()
                .equals(value.apply(span))));
    }

    private void compareCalls() {
        List<List<NormalizedSpan>> calls = run.calls();
        int count = Math.max(1, expected.get("calls").size());
        check("calls", calls.size() == count);
        for (int i = 0; i < Math.min(count, calls.size()); i++) {
            compareCall(calls.get(i), expected.get("calls").path(i));
        }
    }

    private void compareCall(List<NormalizedSpan> spans, JsonNode call) {
        boolean embeds = expected.get("api").asText().equals("openai.embeddings");
        SpanType type = embeds ? SpanType.EMBEDDING : SpanType.LLM;
        check("type", spans.stream().allMatch(span -> span.type() == type));
        String provider = expected.get("api").asText().split("\\.")[0];
        check(
                "provider",
                spans.stream().allMatch(span -> provider.equals(span.modelCall().provider())));
        check("model", spans.stream().allMatch(this::isModel));
        if (call.has("finishReason")) {
            String reason = call.get("finishReason").asText();
            check("finish reason", spans.stream().anyMatch(span -> isSameReason(reason, span)));
        }
        if (call.has("inputTokens")) {
            compareTokens(spans, call);
        }
        List<SpanMessages> messages = spans.stream().map(run::messages).toList();
        compareInput(messages);
        compareOutput(messages, call);
    }

    private boolean isModel(NormalizedSpan span) {
        String model = Objects.requireNonNullElse(
                span.modelCall().responseModel(),
                Objects.requireNonNullElse(span.modelCall().requestModel(), ""));
        return ModelName.canonical(model)
                .equals(ModelName.canonical(expected.get("requestModel").asText()));
    }

    private static boolean isSameReason(String reason, NormalizedSpan span) {
        String actual = span.modelCall().finishReason();
        return reason.equals(actual)
                || SAME_REASONS.stream()
                        .anyMatch(same -> same.contains(reason) && actual != null && same.contains(actual));
    }

    /** Of spans within each other the innermost one counts, and all of them say the same. */
    private void compareTokens(List<NormalizedSpan> spans, JsonNode call) {
        List<TokenUsage> usages = spans.stream()
                .filter(span -> span.usage() != null)
                .map(span -> span.usage().tokens())
                .toList();
        check("usage", !usages.isEmpty());
        if (call.has("cacheWriteHourTokens")) {
            Long kept = call.get("cacheWriteHourTokens").asLong();
            check(
                    "cache write hour tokens",
                    spans.stream()
                            .map(NormalizedSpan::usage)
                            .anyMatch(usage -> usage != null && kept.equals(usage.cacheWriteHour())));
        }
        for (TokenUsage usage : usages) {
            long generated = usage.total() - usage.promptTokens();
            check(
                    "input tokens",
                    usage.promptTokens() == call.get("inputTokens").asLong());
            check("output tokens", generated == call.get("outputTokens").asLong());
            check(
                    "cache read tokens",
                    usage.get(TokenBucket.CACHE_READ)
                            == call.get("cacheReadTokens").asLong());
            check(
                    "cache write tokens",
                    usage.get(TokenBucket.CACHE_WRITE)
                            == call.get("cacheWriteTokens").asLong());
            check(
                    "reasoning tokens",
                    usage.get(TokenBucket.REASONING)
                            == call.get("reasoningTokens").asLong());
        }
    }

    private void compareInput(List<SpanMessages> messages) {
        check(
                "prompt",
                says(
                        messages,
                        SpanMessages::input,
                        Message.USER,
                        expected.get("prompt").asText()));
        if (expected.has("system")) {
            check(
                    "system",
                    says(
                            messages,
                            SpanMessages::input,
                            Message.SYSTEM,
                            expected.get("system").asText()));
        }
    }

    private void compareOutput(List<SpanMessages> messages, JsonNode call) {
        if (call.has("text")) {
            check(
                    "answer",
                    says(
                            messages,
                            SpanMessages::output,
                            Message.ASSISTANT,
                            call.get("text").asText()));
        }
        if (call.path("toolCall").asBoolean()) {
            check("tool call", messages.stream().anyMatch(it -> it.output().stream()
                    .anyMatch(this::callsTool)));
        } else if (expected.has("tool")) {
            check("tool result in the prompt", messages.stream().anyMatch(it -> it.input().stream()
                    .anyMatch(this::tellsResult)));
        }
    }

    private boolean callsTool(Message message) {
        return message.toolCalls().stream()
                .anyMatch(call -> text("name").equals(call.name())
                        && text("callId").equals(call.id())
                        && arguments().equals(call.arguments()));
    }

    private boolean tellsResult(Message message) {
        return message.role().equals(Message.TOOL)
                && message.parts().stream()
                        .anyMatch(part -> part instanceof Part.ToolResult result
                                && text("callId").equals(result.id())
                                && text("result").equals(result.result()));
    }

    private static boolean says(
            List<SpanMessages> messages, Function<SpanMessages, List<Message>> side, String role, String text) {
        Predicate<Message> isIt =
                message -> message.role().equals(role) && message.text().equals(text);
        return messages.stream().anyMatch(it -> side.apply(it).stream().anyMatch(isIt));
    }

    private void compareTool() {
        List<NormalizedSpan> tools = run.ofType(SpanType.TOOL);
        check("tool", tools.stream().anyMatch(span -> text("name").equals(span.tool())));
        List<SpanMessages> messages = tools.stream().map(run::messages).toList();
        check("tool arguments", messages.stream().anyMatch(it -> it.input().stream()
                .flatMap(message -> message.toolCalls().stream())
                .anyMatch(call -> arguments().equals(call.arguments()))));
        check("tool result", messages.stream().anyMatch(it -> it.output().stream()
                .flatMap(message -> message.parts().stream())
                .anyMatch(part ->
                        part instanceof Part.ToolResult result && text("result").equals(result.result()))));
    }

    private String text(String name) {
        return expected.get("tool").get(name).asText();
    }

    private Map<String, Object> arguments() {
        return Map.of("city", expected.get("tool").get("arguments").get("city").asText());
    }

    private void compareErrors() {
        List<NormalizedSpan> failed = run.spans().stream()
                .filter(span -> span.type().callsModel() && span.outcome().status() == SpanStatus.ERROR)
                .toList();
        check("error", failed.isEmpty() != expected.has("error"));
        boolean timedOut = failed.stream().anyMatch(span -> span.outcome().timedOut());
        check(
                "timeout",
                timedOut == expected.path("error").path("kind").asText().equals("timeout"));
    }

    private void check(String name, boolean holds) {
        if (!holds && !missed.contains(name)) {
            missed.add(name);
        }
    }
}
