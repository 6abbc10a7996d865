package io.observabilityfactory.sdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.observabilityfactory.sdk.Recording;
import io.observabilityfactory.sdk.TracedOperation;
import io.observabilityfactory.sdk.Tracer;
import io.observabilityfactory.sdk.cost.CostTracker;
import io.observabilityfactory.sdk.cost.TrackedCost;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TracingChatModelListenerTest {

    private static final ChatResponse ANSWER = ChatResponse.builder()
            .aiMessage(AiMessage.from(ToolExecutionRequest.builder()
                    .id("call_1")
                    .name("search")
                    .arguments("{\"query\": \"secret\"}")
                    .build()))
            .id("chatcmpl-1")
            .modelName("gpt-4o-2024-08-06")
            .tokenUsage(new DetailedUsage(1_225, 33))
            .finishReason(FinishReason.TOOL_EXECUTION)
            .build();

    private Recording recording;

    /** As the module for OpenAI has it. */
    public static final class DetailedUsage extends TokenUsage {

        DetailedUsage(int input, int output) {
            super(input, output);
        }

        public Details inputTokensDetails() {
            return new Details();
        }
    }

    /** Of the input. */
    public static final class Details {

        public Integer cachedTokens() {
            return 1_024;
        }
    }

    private record Model(List<ChatModelListener> listeners, RuntimeException failure) implements ChatModel {

        @Override
        public ChatResponse doChat(ChatRequest request) {
            if (failure != null) {
                throw failure;
            }
            return ANSWER;
        }

        @Override
        public ChatRequestParameters defaultRequestParameters() {
            return ChatRequestParameters.builder()
                    .modelName("gpt-4o")
                    .temperature(0.5)
                    .build();
        }

        @Override
        public ModelProvider provider() {
            return ModelProvider.OPEN_AI;
        }
    }

    private record StreamingModel(List<ChatModelListener> listeners) implements StreamingChatModel {

        @Override
        public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            CompletableFuture.runAsync(() -> {
                handler.onPartialResponse("4");
                handler.onPartialResponse("2");
                handler.onCompleteResponse(ANSWER);
            });
        }

        @Override
        public ChatRequestParameters defaultRequestParameters() {
            return ChatRequestParameters.builder().modelName("gpt-4o").build();
        }

        @Override
        public ModelProvider provider() {
            return ModelProvider.OPEN_AI;
        }
    }

    private record Answer(CompletableFuture<ChatResponse> whole) implements StreamingChatResponseHandler {

        @Override
        public void onPartialResponse(String partial) {}

        @Override
        public void onCompleteResponse(ChatResponse response) {
            whole.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            whole.completeExceptionally(error);
        }
    }

    @BeforeEach
    void start() {
        recording = Recording.start();
    }

    @AfterEach
    void stop() {
        recording.close();
    }

    private static ChatModel model(ChatModelListener listener) {
        return new Model(List.of(listener), null);
    }

    @Test
    void call_isASpanWithTokensToolsAndCost() {
        try (TrackedCost cost = CostTracker.trackCost("agent_001")) {
            model(new TracingChatModelListener()).chat("how many?");
            // 201 x 2.50 + 1024 cached x 1.25 + 33 x 10.00, in millionths.
            assertThat(cost.costUsd()).isEqualByComparingTo("0.0021125");
        }

        SpanData call = recording.span("chat gpt-4o");
        assertThat(call.getParentSpanId())
                .isEqualTo(recording.span("invoke_agent agent_001").getSpanId());
        assertThat(Recording.text(call, "gen_ai.provider.name")).isEqualTo("openai");
        assertThat(Recording.text(call, "gen_ai.response.model")).isEqualTo("gpt-4o-2024-08-06");
        assertThat(Recording.text(call, "gen_ai.response.id")).isEqualTo("chatcmpl-1");
        assertThat(call.getAttributes().get(AttributeKey.longKey("gen_ai.usage.input_tokens")))
                .isEqualTo(1_225);
        assertThat(call.getAttributes().get(AttributeKey.longKey("gen_ai.usage.cache_read.input_tokens")))
                .isEqualTo(1_024);
        assertThat(Recording.text(call, "gen_ai.output.messages"))
                .contains("\"search\"")
                .doesNotContain("secret");
        assertThat(Recording.text(call, "gen_ai.input.messages")).isNull();
    }

    @Test
    void content_isRecordedWhenItIsAskedFor() {
        model(TracingChatModelListener.recordingContent()).chat("how many?");

        SpanData call = recording.span("chat gpt-4o");
        assertThat(Recording.text(call, "gen_ai.input.messages")).contains("how many?");
        assertThat(Recording.text(call, "gen_ai.output.messages")).contains("secret");
    }

    @Test
    void failure_isRecordedAndGoesOn() {
        ChatModel model = new Model(List.of(new TracingChatModelListener()), new IllegalStateException("overloaded"));

        assertThatThrownBy(() -> model.chat("how many?")).hasMessage("overloaded");

        assertThat(recording.span("chat gpt-4o").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void streaming_tellsHowLongTheAnswerTakesToBegin() {
        CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
        StreamingChatModel model =
                TracingChatModelListener.timingFirstToken(new StreamingModel(List.of(new TracingChatModelListener())));

        Tracer.traceAgent("agent_001", () -> model.chat("how many?", new Answer(whole)));

        assertThat(whole.join()).isEqualTo(ANSWER);
        SpanData call = recording.span("chat gpt-4o");
        assertThat(call.getAttributes().get(AttributeKey.doubleKey("gen_ai.response.time_to_first_chunk")))
                .isPositive();
        assertThat(call.getParentSpanId())
                .isEqualTo(recording.span("invoke_agent agent_001").getSpanId());
    }

    @Test
    void callThatIsTracedAlready_isNotTracedTwice() {
        try (TracedOperation other = Tracer.startModelCall("openai", "gpt-4o")) {
            other.setAttribute("by", "quarkus-langchain4j");
            model(new TracingChatModelListener()).chat("how many?");
        }

        assertThat(recording.spans()).hasSize(1);
        assertThat(Recording.text(recording.span("chat gpt-4o"), "by")).isEqualTo("quarkus-langchain4j");
    }

    /** Keeps its span as quarkus-langchain4j does, and tells of tokens by the names of before. */
    private static final class AnotherListener implements ChatModelListener {

        @Override
        public void onRequest(ChatModelRequestContext context) {
            context.attributes()
                    .put(
                            "theirs",
                            Tracer.span("completion gpt-4o")
                                    .attribute("gen_ai.request.model", "gpt-4o")
                                    .startDetached()
                                    .span());
        }

        @Override
        public void onResponse(ChatModelResponseContext context) {
            Span span = (Span) context.attributes().get("theirs");
            span.setAttribute("gen_ai.usage.prompt_tokens", 1_225);
            span.setAttribute("gen_ai.usage.completion_tokens", 33);
            span.end();
        }

        @Override
        public void onError(ChatModelErrorContext context) {
            ((Span) context.attributes().get("theirs")).end();
        }
    }

    @Test
    void callThatIsTracedAfterwardsToo_isTracedAndPaidOnce() {
        ChatModel model = new Model(List.of(new TracingChatModelListener(), new AnotherListener()), null);
        ChatModel failing = new Model(
                List.of(new TracingChatModelListener(), new AnotherListener()),
                new IllegalStateException("overloaded"));

        try (TrackedCost cost = CostTracker.trackCost("agent_001")) {
            model.chat("how many?");
            assertThatThrownBy(() -> failing.chat("how many?")).hasMessage("overloaded");
            assertThat(cost.costUsd()).isEqualByComparingTo("0.0021125");
        }

        assertThat(recording.spans())
                .extracting(SpanData::getName)
                .containsExactly("completion gpt-4o", "completion gpt-4o", "invoke_agent agent_001");
        assertThat(Recording.text(recording.span("completion gpt-4o"), "gen_ai.provider.name"))
                .isEqualTo("openai");
    }
}
