package io.observabilityfactory.sdk.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;

/** Tells when an answer begins. */
final class TimedStreamingModel implements StreamingChatModel {

    private final StreamingChatModel model;

    TimedStreamingModel(StreamingChatModel model) {
        this.model = model;
    }

    @Override
    public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
        FirstToken.Timer timer = new FirstToken.Timer();
        FirstToken.with(timer, () -> model.chat(request, timed(handler, timer)));
    }

    @Override
    public void chat(ChatRequest request, ChatRequestOptions options, StreamingChatResponseHandler handler) {
        FirstToken.Timer timer = new FirstToken.Timer();
        FirstToken.with(timer, () -> model.chat(request, options, timed(handler, timer)));
    }

    /** A proxy, as the handler gets more methods with every version: each is passed on, and partial answers are seen. */
    private static StreamingChatResponseHandler timed(StreamingChatResponseHandler handler, FirstToken.Timer timer) {
        return (StreamingChatResponseHandler) Proxy.newProxyInstance(
                StreamingChatResponseHandler.class.getClassLoader(),
                new Class<?>[] {StreamingChatResponseHandler.class},
                (proxy, method, arguments) -> {
                    if (method.getName().startsWith("onPartial")) {
                        timer.tokenSeen();
                    }
                    try {
                        return method.invoke(handler, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return model.defaultRequestParameters();
    }

    @Override
    public List<ChatModelListener> listeners() {
        return model.listeners();
    }

    @Override
    public ModelProvider provider() {
        return model.provider();
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return model.supportedCapabilities();
    }
}
