package io.observabilityfactory.sdk.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.observabilityfactory.sdk.Recording;
import io.observabilityfactory.sdk.TraceAgent;
import io.observabilityfactory.sdk.Traced;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnnotationsTest {

    private WeldContainer container;
    private Recording recording;

    @ApplicationScoped
    static class MathAgent {

        @Inject
        Loader loader;

        final CompletableFuture<String> answer = new CompletableFuture<>();

        @TraceAgent("math_agent")
        int train() {
            return loader.load();
        }

        @TraceAgent
        void fail() throws IOException {
            throw new IOException("no numbers");
        }

        @TraceAgent("patient_agent")
        CompletionStage<String> ask() {
            return answer;
        }
    }

    @ApplicationScoped
    @Traced
    static class Loader {

        @Traced("load_data")
        int load() {
            count();
            return 42;
        }

        void count() {}
    }

    @BeforeEach
    void start() {
        recording = Recording.start();
        container = new Weld()
                .disableDiscovery()
                .addBeanClasses(
                        MathAgent.class,
                        Loader.class,
                        TraceAgentInterceptor.class,
                        TracedInterceptor.class,
                        CdiIntegration.class)
                .initialize();
    }

    @AfterEach
    void stop() {
        container.close();
        recording.close();
    }

    private MathAgent agent() {
        return container.select(MathAgent.class).get();
    }

    @Test
    void annotatedMethod_isARunAndWhatItCallsIsPartOfIt() {
        assertThat(agent().train()).isEqualTo(42);

        SpanData run = recording.span("invoke_agent math_agent");
        assertThat(recording.span("load_data").getParentSpanId()).isEqualTo(run.getSpanId());
        assertThat(Recording.text(run, "gen_ai.agent.name")).isEqualTo("math_agent");
    }

    @Test
    void annotatedClass_tracesEachOfItsMethods() {
        container.select(Loader.class).get().count();

        assertThat(recording.spans()).extracting(SpanData::getName).containsExactly("Loader.count");
    }

    @Test
    void withoutAName_itIsThatOfTheClassAndFailuresGoOn() {
        assertThatThrownBy(() -> agent().fail()).isInstanceOf(IOException.class).hasMessage("no numbers");

        assertThat(Recording.text(recording.span("invoke_agent MathAgent"), "error.type"))
                .isEqualTo("java.io.IOException");
    }

    @Test
    void asynchronousMethod_endsWithItsResult() {
        MathAgent agent = agent();
        CompletionStage<String> asked = agent.ask();
        assertThat(recording.spans()).isEmpty();

        asked.toCompletableFuture().complete("42");

        assertThat(recording.spans()).extracting(SpanData::getName).containsExactly("invoke_agent patient_agent");
    }
}
