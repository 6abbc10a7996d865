package io.observabilityfactory.quarkustests;

import dev.langchain4j.model.chat.listener.ChatModelListener;
import io.observabilityfactory.sdk.langchain4j.TracingChatModelListener;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Keeps what is traced; and registers the SDK's listener beside the one that quarkus-langchain4j has. */
class Telemetry {

    @Produces
    @Singleton
    InMemorySpanExporter spans() {
        return InMemorySpanExporter.create();
    }

    @Produces
    @Singleton
    SpanProcessor recording(InMemorySpanExporter spans) {
        return SimpleSpanProcessor.create(spans);
    }

    @Produces
    @Singleton
    ChatModelListener listener() {
        return new TracingChatModelListener();
    }
}
