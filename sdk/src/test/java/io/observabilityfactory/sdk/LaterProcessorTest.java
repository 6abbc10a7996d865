package io.observabilityfactory.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaterProcessorTest {

    private static final int MOST_LEFT = 4_096;

    private final LaterProcessor later = LaterProcessor.start();
    private final Seen seen = new Seen();
    private final SdkTracerProvider spans =
            SdkTracerProvider.builder().addSpanProcessor(later.then(seen)).build();

    @AfterEach
    void close() {
        spans.close();
    }

    private Span start(String name) {
        return spans.get("test").spanBuilder(name).startSpan();
    }

    @Test
    void spans_areHandedOnInTheOrderInWhichTheyWereLeft() {
        Span outer = start("outer");
        Span inner = start("inner");
        inner.end();
        later.inTurn(() -> seen.all.add("work"));
        outer.end();

        later.catchUp();

        assertThat(seen.all).containsExactly("start outer", "start inner", "end inner", "work", "end outer");
    }

    @Test
    void spans_areHandedOnWithoutBeingAskedFor() throws InterruptedException {
        start("step").end();

        assertThat(seen.ended.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(seen.thread).isEqualTo("observability-spans");
    }

    @Test
    void flush_handsOn() {
        start("step").end();

        assertThat(spans.forceFlush().join(1, TimeUnit.MINUTES).isSuccess()).isTrue();

        assertThat(seen.all).contains("end step");
    }

    @Test
    void moreThanIsKept_isHandedOnByWhoeverLeavesIt() {
        later.stop();

        for (int i = 0; i < 10_000; i++) {
            start("step").end();
            assertThat(2 * (i + 1) - seen.all.size()).isLessThan(MOST_LEFT);
        }

        assertThat(seen.thread).isEqualTo(Thread.currentThread().getName());
    }

    @Test
    void manyThreads_loseNothing() throws Exception {
        int threads = 8;
        int spansEach = 5_000;
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < threads; i++) {
            callers.execute(() -> {
                for (int span = 0; span < spansEach; span++) {
                    start("step").end();
                }
            });
        }
        callers.shutdown();
        assertThat(callers.awaitTermination(2, TimeUnit.MINUTES)).isTrue();

        later.catchUp();

        assertThat(seen.all).hasSize(2 * threads * spansEach);
    }

    @Test
    void processorThatThrows_keepsNothingFromTheOthers() {
        Logger log = Logger.getLogger(Left.class.getName());
        log.setLevel(Level.OFF);
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(LaterProcessor.start().then(new Throwing()).then(seen))
                .build()) {
            provider.get("test").spanBuilder("step").startSpan().end();
        } finally {
            log.setLevel(null);
        }

        assertThat(seen.all).containsExactly("start step", "end step");
    }

    @Test
    void metrics_areOfAllRunsThatHaveEndedBeforeAFlush() {
        try (Recording recording = Recording.start()) {
            Tracer.traceAgent("math_agent", () -> {});

            recording.integration().flush();

            assertThat(recording.metrics())
                    .filteredOn(metric -> metric.getName().equals("observability_factory.agent.duration"))
                    .singleElement()
                    .satisfies(LaterProcessorTest::isOfOneRun);
        }
    }

    private static void isOfOneRun(MetricData durations) {
        assertThat(durations.getHistogramData().getPoints())
                .singleElement()
                .satisfies(point -> assertThat(point.getCount()).isEqualTo(1));
    }

    /** Keeps what it is told, by one thread after the other. */
    private static final class Seen implements SpanProcessor {

        private final List<String> all = new ArrayList<>();
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile String thread = "none";

        @Override
        public void onStart(Context parentContext, ReadWriteSpan span) {
            all.add("start " + span.getName());
        }

        @Override
        public boolean isStartRequired() {
            return true;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            all.add("end " + span.getName());
            thread = Thread.currentThread().getName();
            ended.countDown();
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }

    private static final class Throwing implements SpanProcessor {

        @Override
        public void onStart(Context parentContext, ReadWriteSpan span) {
            throw new IllegalStateException("start");
        }

        @Override
        public boolean isStartRequired() {
            return true;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            throw new IllegalStateException("end");
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
