package io.observabilityfactory.sdk.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import io.observabilityfactory.sdk.cost.BudgetExceededException;
import io.observabilityfactory.sdk.cost.CostTracker;

/**
 * Models that look at the budget before each call, as {@link CostTracker#guard} does and in its mode.
 *
 * <pre>{@code
 * ChatModel model = GuardedModel.of(OpenAiChatModel.builder()
 *         .apiKey(key).modelName("gpt-4o")
 *         .listeners(List.of(new TracingChatModelListener()))
 *         .build());
 *
 * Tracer.traceAgent("math_agent", () -> model.chat(question));    // not called when the agent's budget is used up
 * }</pre>
 *
 * <p>It stands around the model, as LangChain4j goes on to call a model whose listener throws. A {@link BudgetExceededException} is
 * thrown to the caller, of a streaming model too: its handler is told nothing, as nothing was begun.
 */
public final class GuardedModel {

    private GuardedModel() {}

    /** The same model, called while there is something left for the agent whose run the calling thread is in. */
    public static ChatModel of(ChatModel model) {
        return new GuardedChatModel(model, CostTracker::guard);
    }

    /** The same model, called while there is something left for that agent. */
    public static ChatModel of(ChatModel model, String agentId) {
        return new GuardedChatModel(model, () -> CostTracker.guard(agentId));
    }

    /** The same model, called while there is something left for the agent whose run the calling thread is in. */
    public static StreamingChatModel of(StreamingChatModel model) {
        return new GuardedStreamingModel(model, CostTracker::guard);
    }

    /** The same model, called while there is something left for that agent. */
    public static StreamingChatModel of(StreamingChatModel model, String agentId) {
        return new GuardedStreamingModel(model, () -> CostTracker.guard(agentId));
    }
}
