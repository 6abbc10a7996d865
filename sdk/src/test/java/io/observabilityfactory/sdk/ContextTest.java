package io.observabilityfactory.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.smallrye.mutiny.Uni;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The ways that the README shows to take a run to another thread. */
class ContextTest {

    private Recording recording;

    @BeforeEach
    void start() {
        recording = Recording.start();
    }

    @AfterEach
    void stop() {
        recording.close();
    }

    private static void step() {
        Tracer.startSpan("step").close();
    }

    private void assertStepIsPartOfTheRun() {
        SpanData step = recording.span("step");
        assertThat(step.getParentSpanId())
                .isEqualTo(recording.span("invoke_agent runner").getSpanId());
    }

    @Test
    void thread_takesTheWrappedContext() throws Exception {
        Tracer.traceAgent("runner", () -> {
            Thread thread = new Thread(Context.current().wrap(ContextTest::step));
            thread.start();
            thread.join();
        });

        assertStepIsPartOfTheRun();
    }

    @Test
    void executor_takesTheContextOfWhoSubmits() throws Exception {
        ExecutorService plain = Executors.newSingleThreadExecutor();
        ExecutorService executor = Context.taskWrapping(plain);
        try {
            Tracer.traceAgent("runner", () -> executor.submit(ContextTest::step).get());
        } finally {
            plain.shutdown();
        }

        assertStepIsPartOfTheRun();
    }

    @Test
    void scheduledExecutor_takesTheContextOfWhoSchedules() throws Exception {
        ScheduledExecutorService plain = Executors.newSingleThreadScheduledExecutor();
        ScheduledExecutorService executor = Context.taskWrapping(plain);
        try {
            Tracer.traceAgent("runner", () -> executor.schedule(ContextTest::step, 1, TimeUnit.MILLISECONDS)
                    .get());
        } finally {
            plain.shutdown();
        }

        assertStepIsPartOfTheRun();
    }

    @Test
    void completableFuture_takesTheContextThroughItsStages() {
        ExecutorService plain = Executors.newSingleThreadExecutor();
        ExecutorService executor = Context.taskWrapping(plain);
        try {
            Tracer.traceAgent("runner", () -> CompletableFuture.supplyAsync(() -> 1, executor)
                            .thenRunAsync(Context.current().wrap(ContextTest::step)))
                    .join();
        } finally {
            plain.shutdown();
        }

        assertStepIsPartOfTheRun();
    }

    @Test
    void virtualThreads_takeTheContextOfWhoSubmits() throws Exception {
        // They came with Java 21; this is compiled for 17.
        var factory = Arrays.stream(Executors.class.getMethods())
                .filter(method -> method.getName().equals("newVirtualThreadPerTaskExecutor"))
                .findFirst();
        assumeTrue(factory.isPresent(), "no virtual threads before Java 21");
        ExecutorService plain = (ExecutorService) factory.get().invoke(null);
        ExecutorService executor = Context.taskWrapping(plain);
        try {
            Tracer.traceAgent("runner", () -> executor.submit(ContextTest::step).get());
        } finally {
            plain.shutdown();
        }

        assertStepIsPartOfTheRun();
    }

    @Test
    void mutiny_takesTheContextOnAWrappedExecutor() {
        ExecutorService plain = Executors.newSingleThreadExecutor();
        ExecutorService executor = Context.taskWrapping(plain);
        try {
            Tracer.traceAgent("runner", () -> Uni.createFrom()
                    .item(1)
                    .emitOn(executor)
                    .invoke(ContextTest::step)
                    .await()
                    .indefinitely());
        } finally {
            plain.shutdown();
        }

        assertStepIsPartOfTheRun();
    }

    @Test
    void reactor_takesTheContextOnAWrappedExecutor() {
        ExecutorService plain = Executors.newSingleThreadExecutor();
        try {
            Tracer.traceAgent("runner", () -> Mono.just(1)
                    .publishOn(Schedulers.fromExecutor(Context.taskWrapping(plain)))
                    .doOnNext(number -> step())
                    .block());
        } finally {
            plain.shutdown();
        }

        assertStepIsPartOfTheRun();
    }
}
