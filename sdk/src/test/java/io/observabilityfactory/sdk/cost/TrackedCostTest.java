package io.observabilityfactory.sdk.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.model.pricelist.ListPrices;
import io.observabilityfactory.sdk.ModelUsage;
import io.observabilityfactory.sdk.OpenTelemetryIntegration;
import io.observabilityfactory.sdk.Recording;
import io.observabilityfactory.sdk.TracedOperation;
import io.observabilityfactory.sdk.Tracer;
import io.observabilityfactory.sdk.config.GuardMode;
import io.observabilityfactory.sdk.config.ObservabilityConfig;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrackedCostTest {

    /** By list price, in millionths of a USD: 201 x 2.50 + 1024 cached x 1.25 + 33 x 10.00 = 2112.5. */
    private static final BigDecimal ONE_CALL_USD = new BigDecimal("0.0021125");

    private static void call() {
        try (TracedOperation call = Tracer.startModelCall("openai", "gpt-4o-2024-08-06")) {
            call.recordUsage(ModelUsage.of(1_225, 33).cacheRead(1_024));
        }
    }

    @Test
    void block_knowsItsCostAtOnce() {
        try (Recording recording = Recording.start();
                TrackedCost cost = CostTracker.trackCost("agent_001")) {
            assertThat(cost.costUsd()).isZero();

            call();

            assertThat(cost.costUsd()).isEqualByComparingTo(ONE_CALL_USD);
            assertThat(cost.tokens()).isEqualTo(1_258);
            assertThat(cost.calls()).isEqualTo(1);
            assertThat(recording.span("chat gpt-4o-2024-08-06").getTraceId()).isEqualTo(cost.traceId());
        }
    }

    @Test
    void block_isARunOfItsAgentUnlessItIsPartOfOne() {
        try (Recording recording = Recording.start()) {
            Tracer.traceAgent(
                    "agent_001", () -> CostTracker.trackCost("agent_001").close());
            Tracer.traceAgent(
                    "agent_001", () -> CostTracker.trackCost("agent_002").close());

            assertThat(recording.spans())
                    .extracting(span -> span.getName())
                    .containsExactlyInAnyOrder(
                            "invoke_agent agent_001",
                            "track_cost agent_001",
                            "invoke_agent agent_001",
                            "invoke_agent agent_002");
        }
    }

    @Test
    void otherThreadsAndBlocksWithin_countToo() throws Exception {
        try (Recording recording = Recording.start();
                TrackedCost outer = CostTracker.trackCost("outer")) {
            try (TrackedCost inner = CostTracker.trackCost("inner")) {
                Thread thread = new Thread(Context.current().wrap(TrackedCostTest::call));
                thread.start();
                thread.join();
                assertThat(inner.costUsd()).isEqualByComparingTo(ONE_CALL_USD);
            }
            call();

            assertThat(outer.costUsd()).isEqualByComparingTo(ONE_CALL_USD.multiply(new BigDecimal(2)));
            assertThat(recording.spans()).hasSize(3);
        }
    }

    @Test
    void spansAroundACall_repeatItsTokensButDoNotPayAgain() {
        try (Recording recording = Recording.start();
                TrackedCost cost = CostTracker.trackCost("agent_001")) {
            try (TracedOperation framework = Tracer.startModelCall("openai", "gpt-4o")) {
                call();
                framework.recordUsage(ModelUsage.of(1_225, 33).cacheRead(1_024));
            }

            assertThat(cost.costUsd()).isEqualByComparingTo(ONE_CALL_USD);
            assertThat(recording.spans()).hasSize(2);
        }
    }

    @Test
    void sameAnswerToldTwice_isPaidOnce() {
        try (Recording recording = Recording.start();
                TrackedCost cost = CostTracker.trackCost("agent_001")) {
            for (int i = 0; i < 2; i++) {
                try (TracedOperation call = Tracer.startModelCall("openai", "gpt-4o")) {
                    call.recordResponse("gpt-4o", "chatcmpl-1")
                            .recordUsage(ModelUsage.of(1_225, 33).cacheRead(1_024));
                }
            }

            assertThat(cost.costUsd()).isEqualByComparingTo(ONE_CALL_USD);
            assertThat(recording.spans()).hasSize(2);
        }
    }

    @Test
    void moreCallsThanAreKeptUntilTheyAreReckoned_areEachPaidByTheDeepest() {
        int calls = 5_000;
        try (Recording recording = Recording.start();
                TrackedCost cost = CostTracker.trackCost("agent_001")) {
            for (int i = 0; i < calls; i++) {
                try (TracedOperation around = Tracer.startModelCall("framework", "gpt-4o-2024-08-06")) {
                    call();
                    around.recordUsage(ModelUsage.of(1_225, 33).cacheRead(1_024));
                }
            }

            assertThat(cost.calls()).isEqualTo(calls);
            assertThat(cost.costUsd()).isEqualByComparingTo(ONE_CALL_USD.multiply(BigDecimal.valueOf(calls)));
            assertThat(recording.integration().delivery().spans().recorded()).isEqualTo(2L * calls);
        }
    }

    @Test
    void modelWithoutPrice_isUnpricedNotFree() {
        try (Recording recording = Recording.start();
                TrackedCost cost = CostTracker.trackCost("agent_001")) {
            try (TracedOperation call = Tracer.startModelCall("openai", "gpt-of-nobody")) {
                call.recordUsage(ModelUsage.of(100, 10));
            }

            assertThat(cost.costUsd()).isZero();
            assertThat(cost.unpricedTokens()).isEqualTo(110);
            assertThat(recording.spans()).hasSize(1);
        }
    }

    @Test
    void configuredPrices_standOverTheListPrices() {
        ObservabilityConfig defaults = ObservabilityConfig.defaults();
        ObservabilityConfig priced = defaults.withCostTracking(new ObservabilityConfig.CostTracking(
                true, GuardMode.STOP, Map.of("gpt-4o", new BigDecimal("0.03")), List.of()));
        try (OpenTelemetryIntegration telemetry = OpenTelemetryIntegration.builder(priced)
                        .spanExporter(InMemorySpanExporter.create())
                        .metricReader(InMemoryMetricReader.create())
                        .logRecordExporter(InMemoryLogRecordExporter.create())
                        .enable();
                TrackedCost cost = CostTracker.trackCost("agent_001")) {
            try (TracedOperation call = Tracer.startModelCall("openai", "gpt-4o")) {
                call.recordUsage(ModelUsage.of(900, 100));
            }

            assertThat(cost.costUsd()).isEqualByComparingTo("0.03");
            assertThat(telemetry.flush().lost()).isZero();
        }
    }

    @Test
    void tracesThatAreNotSent_arePaidAllTheSame() {
        try (Recording recording = Recording.start(builder -> builder.sampleRate(0));
                TrackedCost cost = CostTracker.trackCost("agent_001")) {
            call();

            assertThat(cost.costUsd()).isEqualByComparingTo(ONE_CALL_USD);
            assertThat(recording.spans()).isEmpty();
        }
    }

    @Test
    void cost_isAMetricByAgentAndModel() {
        try (Recording recording = Recording.start()) {
            try (TrackedCost tracked = CostTracker.trackCost("agent_001")) {
                call();
                assertThat(tracked.costUsd()).isEqualByComparingTo(ONE_CALL_USD);
            }

            MetricData cost = recording.metrics().stream()
                    .filter(metric -> metric.getName().equals("observability_factory.llm.cost_usd"))
                    .findFirst()
                    .orElseThrow();
            assertThat(cost.getDoubleSumData().getPoints()).singleElement().satisfies(point -> {
                assertThat(point.getValue()).isEqualTo(ONE_CALL_USD.doubleValue());
                assertThat(point.getAttributes().asMap().values())
                        .containsExactlyInAnyOrder("agent_001", "gpt-4o-2024-08-06");
            });
        }
    }

    @Test
    void withoutIntegration_blocksCostNothing() {
        try (TrackedCost cost = CostTracker.trackCost("agent_001")) {
            call();

            assertThat(cost.costUsd()).isZero();
            assertThat(Span.current().getSpanContext().isValid()).isFalse();
            assertThat(CostTracker.guard("agent_001")).isEmpty();
        }
    }

    @Test
    void listPrices_areThoseThatCostServiceShips() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("../cost-service/src/main/resources/catalogue"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".json"))
                            .map(name -> name.substring(0, name.length() - ".json".length())))
                    .containsExactlyInAnyOrderElementsOf(ListPrices.NAMES);
        }
        assertThat(PriceFiles.readAll()).hasSizeGreaterThan(300);
    }
}
