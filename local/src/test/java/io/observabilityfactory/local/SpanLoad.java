package io.observabilityfactory.local;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.testkit.Patience;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Model calls that stream in over both transports until it is closed, and which of them were acknowledged. */
final class SpanLoad implements AutoCloseable {

    private static final int SPANS_PER_EXPORT = 50;
    private static final int MORE = 3_000;

    private static final String SERVICE = "span-load";
    private static final Resource RESOURCE =
            Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), SERVICE));

    private static final String OF_THE_LOAD = " from %s where project_id = 1 and service = '" + SERVICE + "'";

    private final ExecutorService senders = Executors.newCachedThreadPool();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private volatile boolean sending = true;

    private SpanLoad() {}

    /** @param services the ports of each ingest-service to send to */
    static SpanLoad on(LocalPorts... services) {
        SpanLoad load = new SpanLoad();
        for (LocalPorts ports : services) {
            Stream.of(StockExporter.values())
                    .forEach(kind -> load.senders.submit(() -> load.send(kind.connect(ports))));
        }
        return load;
    }

    void awaitMoreAcknowledged() {
        int before = acknowledged.size();
        await().until(() -> acknowledged.size() >= before + MORE);
    }

    private void send(SpanExporter exporter) {
        while (sending) {
            List<SpanData> spans =
                    Stream.generate(SpanLoad::call).limit(SPANS_PER_EXPORT).toList();
            CompletableResultCode result = exporter.export(spans).join(30, TimeUnit.SECONDS);
            if (result.isSuccess()) {
                spans.forEach(span -> acknowledged.add(span.getTraceId() + span.getSpanId()));
            }
        }
        exporter.shutdown();
    }

    private static SpanData call() {
        long now = TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli());
        IdGenerator ids = IdGenerator.random();
        return TestSpanData.builder()
                .setSpanContext(SpanContext.create(
                        ids.generateTraceId(), ids.generateSpanId(), TraceFlags.getSampled(), TraceState.getDefault()))
                .setResource(RESOURCE)
                .setName("chat gpt-4o")
                .setKind(SpanKind.CLIENT)
                .setStartEpochNanos(now)
                .setEndEpochNanos(now + 1_000_000)
                .setHasEnded(true)
                .setStatus(StatusData.unset())
                .setAttributes(Attributes.builder()
                        .put("gen_ai.operation.name", "chat")
                        .put("gen_ai.provider.name", "openai")
                        .put("gen_ai.response.model", "gpt-4o")
                        .put(AttributeKey.longKey("gen_ai.usage.input_tokens"), 100L)
                        .put(AttributeKey.longKey("gen_ai.usage.output_tokens"), 10L)
                        .build())
                .build();
    }

    /** Ends the load, and returns when the last answer is here. */
    @Override
    public void close() throws InterruptedException {
        sending = false;
        senders.shutdown();
        assertThat(senders.awaitTermination(Patience.A_WHILE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    /** Whatever happened meanwhile: what was acknowledged is there, once, counted in the ledger, and paid for. */
    void assertEverythingAcknowledgedIsThereOnce(TestSystem system) {
        List<String> stored =
                system.sql("select encode(trace_id, 'hex') || encode(span_id, 'hex')" + OF_THE_LOAD.formatted("span"));

        assertThat(stored).doesNotHaveDuplicates();
        Set<String> missing = new HashSet<>(acknowledged);
        missing.removeAll(new HashSet<>(stored));
        assertThat(missing).isEmpty();
        assertThat(system.sql("select sum(stored) - (select count(*) from span where project_id = 1) || ' ' ||"
                        + " bool_and(received = stored + duplicates + rejected)"
                        + " from ledger where signal = 'traces' and project_id = 1"))
                .containsExactly("0 true");

        await().until(system::everythingIsSettled);
        // 100 x 2.50 + 10 x 10.00 = 350 millionths of a USD each
        assertThat(system.sql("select sum(calls) || ' ' || (sum(cost_usd) = 0.00035 * sum(calls))"
                        + OF_THE_LOAD.formatted("usage_hour")))
                .containsExactly(stored.size() + " true");
    }
}
