package io.observabilityfactory.sdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.TokenUsage;
import io.observabilityfactory.sdk.Recording;
import io.observabilityfactory.sdk.Tracer;
import io.observabilityfactory.sdk.config.AlertLevel;
import io.observabilityfactory.sdk.config.GuardMode;
import io.observabilityfactory.sdk.config.ObservabilityConfig;
import io.observabilityfactory.sdk.config.ObservabilityConfig.BudgetAlert;
import io.observabilityfactory.sdk.config.ObservabilityConfig.BudgetType;
import io.observabilityfactory.sdk.cost.BudgetExceededException;
import io.observabilityfactory.sdk.cost.CostTracker;
import io.observabilityfactory.sdk.cost.TrackedCost;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server is away: what counts is the budget of the configuration and what this process spends. */
class GuardedModelTest {

    private static final String AGENT = "math_agent";

    private static final ChatResponse ANSWER = ChatResponse.builder()
            .aiMessage(AiMessage.from("42"))
            .modelName("gpt-4o")
            .tokenUsage(new TokenUsage(1_000, 100))
            .build();

    private final List<String> calls = new ArrayList<>();
    private final Model model = new Model(calls);
    private Recording recording = start(GuardMode.STOP);

    /** A call costs 0.0035 USD: 1,000 tokens at 2.50 a million, 100 at 10.00. */
    private record Model(List<String> calls) implements ChatModel, StreamingChatModel {

        @Override
        public ChatResponse doChat(ChatRequest request) {
            calls.add("chat");
            return ANSWER;
        }

        @Override
        public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            calls.add("stream");
            handler.onCompleteResponse(ANSWER);
        }

        @Override
        public ChatRequestParameters defaultRequestParameters() {
            return ChatRequestParameters.builder().modelName("gpt-4o").build();
        }

        @Override
        public List<ChatModelListener> listeners() {
            return List.of(new TracingChatModelListener());
        }

        @Override
        public ModelProvider provider() {
            return ModelProvider.OPEN_AI;
        }

        @Override
        public Set<Capability> supportedCapabilities() {
            return Set.of();
        }
    }

    /** Hears that an answer is complete, or why not. */
    private record Heard(List<String> heard) implements StreamingChatResponseHandler {

        @Override
        public void onPartialResponse(String partial) {
            heard.add(partial);
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            heard.add(response.aiMessage().text());
        }

        @Override
        public void onError(Throwable error) {
            heard.add(error.toString());
        }
    }

    private static Recording start(GuardMode mode) {
        BudgetAlert budget = new BudgetAlert(
                BudgetType.DAILY_BUDGET, new BigDecimal("0.003"), "email", AlertLevel.CRITICAL, AGENT, List.of());
        Recording started = Recording.start(ObservabilityConfig.defaults()
                .withCostTracking(new ObservabilityConfig.CostTracking(true, mode, Map.of(), List.of(budget))));
        try (TrackedCost nothing = CostTracker.trackCost("nobody")) {
            // Asked for a cost, it waits until prices are read; calls before that are priced a moment later.
            assertThat(nothing.costUsd()).isZero();
        }
        return started;
    }

    @AfterEach
    void stop() {
        recording.close();
    }

    @Test
    void runWhoseAgentHasSpentItsBudget_doesNotCallTheModelAgain() {
        ChatModel guarded = GuardedModel.of((ChatModel) model);

        Tracer.traceAgent(AGENT, () -> {
            assertThat(guarded.chat("how many?")).isEqualTo("42");
            assertThatThrownBy(() -> guarded.chat("how many?"))
                    .isInstanceOf(BudgetExceededException.class)
                    .hasMessageContaining("budget 'daily_budget agent math_agent' of 0.003 USD is used up: 0.0035 USD");
        });

        assertThat(calls).hasSize(1);
        Tracer.traceAgent("another_agent", () -> guarded.chat("how many?"));
        guarded.chat("how many?");
        assertThat(calls).hasSize(3);
        assertThat(recording.span("chat gpt-4o").getParentSpanId())
                .isEqualTo(recording.span("invoke_agent " + AGENT).getSpanId());
    }

    @Test
    void streamingModelOfAnAgentThatHasSpentItsBudget_isNotCalledAgain() {
        StreamingChatModel guarded = GuardedModel.of((StreamingChatModel) model, AGENT);
        List<String> heard = new ArrayList<>();

        Tracer.traceAgent(AGENT, () -> guarded.chat("how many?", new Heard(heard)));

        assertThatThrownBy(() -> guarded.chat("how many?", new Heard(heard)))
                .isInstanceOf(BudgetExceededException.class);
        assertThat(heard).containsExactly("42");
        assertThat(calls).containsExactly("stream");
    }

    @Test
    void modeThatOnlyObserves_callsTheModel() {
        recording.close();
        recording = start(GuardMode.OBSERVE);
        ChatModel guarded = GuardedModel.of((ChatModel) model);

        Tracer.traceAgent(AGENT, () -> {
            guarded.chat("how many?");
            guarded.chat("how many?");
            assertThat(CostTracker.guard()).get().satisfies(status -> assertThat(status.isUsedUp())
                    .isTrue());
        });

        assertThat(calls).hasSize(2);
    }
}
