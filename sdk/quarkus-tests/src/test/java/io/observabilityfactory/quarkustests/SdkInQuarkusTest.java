package io.observabilityfactory.quarkustests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import io.observabilityfactory.sdk.langchain4j.GuardedModel;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The SDK with nothing but its jar on the class path, beside quarkus-opentelemetry and quarkus-langchain4j. */
@QuarkusTest
@QuarkusTestResource(FakeOpenAi.class)
class SdkInQuarkusTest {

    private static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");

    private static final AttributeKey<Long> CACHED = AttributeKey.longKey("gen_ai.usage.cache_read.input_tokens");

    @Inject
    MathTutor tutor;

    @Inject
    ChatModel model;

    @Inject
    InMemorySpanExporter spans;

    @BeforeEach
    void forget() {
        spans.reset();
    }

    private SpanData span(String name) {
        List<SpanData> ended = spans.getFinishedSpanItems();
        return ended.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span " + name + " in " + ended));
    }

    @Test
    void annotatedMethods_areARunAndItsSteps() {
        tutor.teach();

        SpanData run = span("invoke_agent math_agent");
        assertThat(run.getAttributes().get(AttributeKey.stringKey("gen_ai.agent.name")))
                .isEqualTo("math_agent");
        assertThat(spans.getFinishedSpanItems())
                .extracting(SpanData::getTraceId)
                .containsOnly(run.getTraceId());
        assertThat(span("load_exercise").getParentSpanId())
                .isEqualTo(span("track_cost math_agent").getSpanId());
        assertThat(span("track_cost math_agent").getParentSpanId()).isEqualTo(run.getSpanId());
    }

    @Test
    void callOfAModel_isTracedAndPaidOnce() {
        MathTutor.Lesson lesson = tutor.teach();

        assertThat(lesson.answer()).isEqualTo("42");
        List<SpanData> calls = spans.getFinishedSpanItems().stream()
                .filter(span -> span.getAttributes().get(MODEL) != null)
                .toList();
        assertThat(calls).as("spans of the model's call").hasSize(1);
        // Listeners are asked in any order: the SDK's can tell what was cached only when it is asked before the span
        // ends. In millionths
        // 201 x 2.50 + 1,024 cached x 1.25 + 33 x 10.00, or 1,225 x 2.50 + 33 x 10.00.
        Long cached = calls.get(0).getAttributes().get(CACHED);
        assertThat(cached).isIn(null, 1_024L);
        assertThat(lesson.costUsd()).isEqualByComparingTo(cached == null ? "0.0033925" : "0.0021125");
    }

    @Test
    void modelThatQuarkusMade_canBeGuarded() {
        assertThat(GuardedModel.of(model).chat("What is six times seven?")).isEqualTo("42");

        assertThat(span("completion gpt-4o").getAttributes().get(AttributeKey.stringKey("gen_ai.provider.name")))
                .isEqualTo("openai");
    }

    @Test
    void runThatReturnsAUni_endsWhenThatDoes() {
        AtomicReference<UniEmitter<? super String>> later = new AtomicReference<>();
        CompletableFuture<String> answer = tutor.teachLater(Uni.createFrom().emitter(emitter -> later.set(emitter)))
                .subscribeAsCompletionStage();
        assertThat(spans.getFinishedSpanItems()).isEmpty();

        later.get().complete("42");

        assertThat(answer.join()).isEqualTo("42!");
        assertThat(span("invoke_agent patient_agent").hasEnded()).isTrue();
    }
}
