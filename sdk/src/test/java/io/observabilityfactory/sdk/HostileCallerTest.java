package io.observabilityfactory.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.observabilityfactory.sdk.cost.CostTracker;
import io.observabilityfactory.sdk.cost.TrackedCost;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is recorded may be nonsense; it must not harm the program that records it. */
class HostileCallerTest {

    private Recording recording;

    @BeforeEach
    void start() {
        recording = Recording.start();
    }

    @AfterEach
    void stop() {
        recording.close();
    }

    private static final class Untellable extends RuntimeException {

        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    @Test
    void nulls_areNothing() {
        try (TracedOperation span = Tracer.startSpan(null)) {
            span.setAttribute(null, "value")
                    .setAttribute("key", (String) null)
                    .recordUsage(null)
                    .recordResponse(null, null)
                    .recordFirstToken(null)
                    .recordFailure((Throwable) null)
                    .recordFailure(null, null);
        }
        Tracer.traceAgent(null, () -> {});
        Tracer.startModelCall(null, null).close();
        Tracer.startTool(null).close();
        Tracer.agent("agent")
                .runId(null)
                .user(null)
                .session(null)
                .startedAt(null)
                .start()
                .closeAt(null);
        MetricsCollector.recordAgentCall(null, 1, 1, 1);
        try (TrackedCost cost = CostTracker.trackCost(null)) {
            assertThat(cost.costUsd()).isZero();
        }
        assertThat(CostTracker.guard((String) null)).isEmpty();

        assertThat(recording.spans()).hasSize(7);
    }

    @Test
    void numbersThatAreNone_areRecordedAsTheyAre() {
        try (TracedOperation call = Tracer.startModelCall("openai", "gpt-4o")) {
            call.recordUsage(new ModelUsage(-5, Long.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, -1))
                    .recordFirstToken(Duration.ofSeconds(Long.MAX_VALUE))
                    .setAttribute("number", Double.NaN);
        }
        Tracer.span("step").startedAt(Instant.MIN).start().closeAt(Instant.MAX);
        for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1}) {
            MetricsCollector.recordAgentCall("agent", number, Long.MIN_VALUE, number);
        }

        assertThat(recording.spans()).hasSize(6);
    }

    @Test
    void exceptionThatCannotBeTold_isTheOneTheCallerGets() {
        Untellable untellable = new Untellable();

        assertThatThrownBy(() -> Tracer.traceAgent("agent", () -> {
                    throw untellable;
                }))
                .isSameAs(untellable);

        SpanData run = recording.span("invoke_agent agent");
        assertThat(run.getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo(Untellable.class.getName());
    }

    @Test
    void whatIsClosedTwiceOrElsewhere_isClosedOnce() throws InterruptedException {
        TracedOperation span = Tracer.startSpan("step");
        Thread other = new Thread(span::close);
        other.start();
        other.join();
        span.close();
        span.setAttribute("late", "too late").recordFailure(new IllegalStateException("too late"));

        assertThat(recording.spans()).hasSize(1);
    }
}
