package io.observabilityfactory.local;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.testkit.Patience;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Agent runs that stream in until it is closed: an agent that repeats its calls' totals, calls that two libraries tell of,
 * and a model without a price. The spans of some runs come in a mess, those of one run in several exports.
 */
final class TraceLoad implements AutoCloseable {

    private static final int RUNS_OF_AN_EXPORT = 12;
    private static final int MORE = 1_000;

    private final ExecutorService senders = Executors.newCachedThreadPool();
    private final AtomicLong acknowledged = new AtomicLong();
    private volatile boolean sending = true;

    private TraceLoad() {}

    static TraceLoad on(LocalPorts ports) {
        TraceLoad load = new TraceLoad();
        for (StockExporter kind : StockExporter.values()) {
            load.senders.submit(() -> load.send(kind.connect(ports)));
        }
        return load;
    }

    void awaitMoreAcknowledged() {
        long before = acknowledged.get();
        await().until(() -> acknowledged.get() >= before + MORE);
    }

    private void send(SpanExporter exporter) {
        Random random = new Random();
        List<SpanData> late = new ArrayList<>();
        while (sending || !late.isEmpty()) {
            List<SpanData> spans = new ArrayList<>(late);
            late.clear();
            for (int run = 0; sending && run < RUNS_OF_AN_EXPORT; run++) {
                spans.addAll(run(random));
            }
            Collections.shuffle(spans, random);
            if (sending) {
                List<SpanData> held = spans.subList(0, spans.size() / 3);
                late.addAll(held);
                held.clear();
            }
            if (exporter.export(spans).join(30, TimeUnit.SECONDS).isSuccess()) {
                acknowledged.addAndGet(spans.size());
            }
        }
        exporter.shutdown();
    }

    private static List<SpanData> run(Random random) {
        String traceId = IdGenerator.random().generateTraceId();
        String agent = "agent-" + random.nextInt(5);
        SpanData root = span(traceId, null, "invoke_agent", agent, null, 400, 80);
        List<SpanData> spans = new ArrayList<>(List.of(root));
        for (int call = 0; call < 3; call++) {
            String model = random.nextInt(5) == 0 ? "never-heard-of" : "gpt-4o";
            SpanData outer = span(traceId, root, "chat", null, model, 100 + random.nextInt(100), 20);
            spans.add(outer);
            if (random.nextBoolean()) {
                spans.add(span(traceId, outer, "chat", null, model, 100, 20));
            }
        }
        return spans;
    }

    private static SpanData span(
            String traceId, SpanData parent, String operation, String agent, String model, long input, long output) {
        long now = TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli());
        AttributesBuilder attributes = Attributes.builder()
                .put("gen_ai.operation.name", operation)
                .put("gen_ai.provider.name", "openai")
                .put("gen_ai.usage.input_tokens", input)
                .put("gen_ai.usage.output_tokens", output);
        if (agent != null) {
            attributes.put("gen_ai.agent.name", agent);
        }
        if (model != null) {
            attributes.put("gen_ai.response.model", model);
        }
        TestSpanData.Builder span = TestSpanData.builder()
                .setSpanContext(context(traceId, IdGenerator.random().generateSpanId()))
                .setName(operation)
                .setKind(SpanKind.CLIENT)
                .setStartEpochNanos(now)
                .setEndEpochNanos(now + 1_000_000)
                .setHasEnded(true)
                .setStatus(StatusData.unset())
                .setAttributes(attributes.build());
        return parent == null
                ? span.build()
                : span.setParentSpanContext(parent.getSpanContext()).build();
    }

    private static SpanContext context(String traceId, String spanId) {
        return SpanContext.create(traceId, spanId, TraceFlags.getSampled(), TraceState.getDefault());
    }

    /** Ends the load, and returns when the last answer is here. */
    @Override
    public void close() throws InterruptedException {
        sending = false;
        senders.shutdown();
        assertThat(senders.awaitTermination(Patience.A_WHILE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }
}
