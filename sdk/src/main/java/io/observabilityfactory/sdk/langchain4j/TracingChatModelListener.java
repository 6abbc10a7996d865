package io.observabilityfactory.sdk.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import io.observabilityfactory.sdk.GenAi;
import io.observabilityfactory.sdk.OperationStart;
import io.observabilityfactory.sdk.TracedOperation;
import io.observabilityfactory.sdk.Tracer;
import io.observabilityfactory.sdk.cost.CostTracker;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a span of each call of a model, with its tokens and the tools it asked for.
 *
 * <pre>{@code
 * ChatModel model = OpenAiChatModel.builder()
 *         .apiKey(key).modelName("gpt-4o")
 *         .listeners(List.of(new TracingChatModelListener()))
 *         .build();
 *
 * StreamingChatModel streaming = TracingChatModelListener.timingFirstToken(OpenAiStreamingChatModel.builder()
 *         .apiKey(key).modelName("gpt-4o")
 *         .listeners(List.of(new TracingChatModelListener()))
 *         .build());
 * }</pre>
 *
 * <p>A call that another listener traces too, as quarkus-langchain4j's does, gets no second span, in whichever order they are asked:
 * the other one's is told the provider, and cached tokens where that is still possible.
 */
public final class TracingChatModelListener implements ChatModelListener {

    private static final String OPERATION = TracingChatModelListener.class.getName();

    private final boolean content;

    /** Records no content: neither messages nor arguments of tools. */
    public TracingChatModelListener() {
        this(false);
    }

    private TracingChatModelListener(boolean content) {
        this.content = content;
    }

    /** Records what is said and answered too. */
    public static TracingChatModelListener recordingContent() {
        return new TracingChatModelListener(true);
    }

    /** The same model, which also tells how long its answers take to begin; listeners cannot know by themselves. */
    public static StreamingChatModel timingFirstToken(StreamingChatModel model) {
        return new TimedStreamingModel(model);
    }

    @Override
    public void onRequest(ChatModelRequestContext context) {
        FirstToken.Timer timer = FirstToken.current();
        if (isTracedAlready()) {
            timer.attach(Span.current());
            complete(Span.current(), context.modelProvider());
            return;
        }
        ChatRequestParameters parameters = context.chatRequest().parameters();
        OperationStart call =
                Tracer.modelCall(Providers.name(context.modelProvider()), String.valueOf(parameters.modelName()));
        if (parameters.temperature() != null) {
            call.attribute("gen_ai.request.temperature", parameters.temperature());
        }
        if (parameters.maxOutputTokens() != null) {
            call.attribute("gen_ai.request.max_tokens", parameters.maxOutputTokens());
        }
        if (content) {
            call.attribute("gen_ai.input.messages", Messages.input(context.chatRequest()));
        }
        TracedOperation operation = call.startDetached();
        timer.attach(operation.span());
        context.attributes().put(OPERATION, operation);
    }

    /** What others leave out, and without which a call may have no price. */
    private static void complete(Span others, @Nullable ModelProvider provider) {
        others.setAttribute(GenAi.OPERATION, GenAi.CHAT);
        others.setAttribute(GenAi.PROVIDER, Providers.name(provider));
    }

    /** A call of a model around this one is this one. */
    private static boolean isTracedAlready() {
        return Span.current() instanceof ReadableSpan span && span.getAttribute(GenAi.REQUEST_MODEL) != null;
    }

    @Override
    public void onResponse(ChatModelResponseContext context) {
        TracedOperation operation = operation(context.attributes());
        if (operation == null) {
            return;
        }
        ChatResponse response = context.chatResponse();
        ChatResponseMetadata metadata = response.metadata();
        Span others = spanOfAnother(context.attributes());
        if (others != null) {
            CostTracker.abandon(operation.span());
            complete(others, context.modelProvider());
            if (metadata.tokenUsage() != null) {
                Tokens.of(metadata.tokenUsage()).describe(others);
            }
            return;
        }
        operation.recordResponse(metadata.modelName(), metadata.id());
        if (metadata.tokenUsage() != null) {
            operation.recordUsage(Tokens.of(metadata.tokenUsage()));
        }
        if (metadata.finishReason() != null) {
            operation.setAttribute("gen_ai.response.finish_reasons", "[\"" + metadata.finishReason() + "\"]");
        }
        if (content || response.aiMessage().hasToolExecutionRequests()) {
            operation.setAttribute("gen_ai.output.messages", Messages.output(response.aiMessage(), content));
        }
        operation.close();
    }

    @Override
    public void onError(ChatModelErrorContext context) {
        TracedOperation operation = operation(context.attributes());
        if (operation == null) {
            return;
        }
        if (spanOfAnother(context.attributes()) == null) {
            operation.recordFailure(context.error()).close();
        } else {
            CostTracker.abandon(operation.span());
        }
    }

    /** A listener that was asked after this one has left its span where all listeners of a call keep what they need. */
    private static @Nullable Span spanOfAnother(Map<Object, Object> attributes) {
        return (Span) attributes.values().stream()
                .filter(Span.class::isInstance)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable TracedOperation operation(Map<Object, Object> attributes) {
        return (TracedOperation) attributes.remove(OPERATION);
    }
}
