package io.observabilityfactory.ingest.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.observabilityfactory.ingest.normalize.AcceptedTimes;
import io.observabilityfactory.ingest.normalize.MetricNormalizer;
import io.observabilityfactory.ingest.normalize.NormalizedPoint;
import io.observabilityfactory.ingest.normalize.RecordLimits;
import io.observabilityfactory.ingest.normalize.RecordRules;
import io.observabilityfactory.ingest.privacy.PrivacyRules;
import io.observabilityfactory.ingest.project.Project;
import io.observabilityfactory.testkit.OtlpMetrics;
import io.observabilityfactory.testkit.OtlpSpans;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgentResourcesTest {

    private static final Project PROJECT = new Project(1, "default", PrivacyRules.DEFAULT);
    private static final Instant NOW = Instant.now().minusSeconds(10);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AgentResources resources = new AgentResources(registry);

    @Test
    void lastValueOfEachAgent_isTold() {
        commit(gauge("gpu_utilization", 0.5, NOW, "one"), gauge("gpu_utilization", 0.75, NOW, "two"));
        commit(gauge("gpu_utilization", 0.25, NOW.plusSeconds(1), "one"));
        commit(gauge("gpu_utilization", 0.9, NOW.minusSeconds(30), "one"));

        assertThat(gpu()).containsExactlyInAnyOrder("one 0.25", "two 0.75");
        assertThat(registry.find("observability.factory.agent.gpu.utilization").gauges())
                .allSatisfy(gauge -> assertThat(gauge.getId().getTag("project")).isEqualTo("default"));
    }

    @Test
    void memoryAndQueue_areGaugesOfTheirOwnAndOtherMetricsNone() {
        commit(OtlpMetrics.gauge("memory_usage", 1024), OtlpMetrics.gauge("queue_depth", 3), OtlpMetrics.gauge("x", 9));

        assertThat(registry.getMeters().stream().map(meter -> meter.getId().getName()))
                .containsExactlyInAnyOrder(
                        "observability.factory.agent.memory.usage", "observability.factory.agent.queue.depth");
        assertThat(registry.get("observability.factory.agent.queue.depth")
                        .tag("agent", "test-agent")
                        .gauge()
                        .value())
                .isEqualTo(3);
    }

    @Test
    void whatIsOldOrNoNumber_isNotTold() {
        commit(
                gauge("gpu_utilization", 0.5, NOW.minus(Duration.ofMinutes(10)), "late"),
                gauge("gpu_utilization", Double.NaN, NOW, "broken"),
                gauge("gpu_utilization", 0.5, NOW, "gone"));
        assertThat(gpu()).containsExactly("gone 0.5");

        resources.forgetOld(NOW.plus(Duration.ofMinutes(4)));

        assertThat(gpu()).isEmpty();
    }

    @Test
    void severalGpusOfAnAgent_areToldByTheBusiest() {
        commit(gauge("gpu_utilization", 0.2, NOW, "one"), gauge("gpu_utilization", 0.9, NOW, "one"));
        commit(gauge("gpu_utilization", 0.4, NOW, "one"));

        assertThat(gpu()).containsExactly("one 0.9");
    }

    @Test
    void clockThatIsAhead_keepsNoValueForLonger() {
        commit(gauge("gpu_utilization", 0.5, NOW.plus(Duration.ofHours(2)), "ahead"));

        resources.forgetOld(Instant.now().plus(Duration.ofMinutes(4)));

        assertThat(gpu()).isEmpty();
    }

    @Test
    void agentsWithoutEnd_doNotMakeSeriesWithoutEnd() {
        commit(IntStream.range(0, 1100)
                .mapToObj(agent -> gauge("gpu_utilization", 0.5, NOW, "agent-" + agent))
                .toArray(Metric.Builder[]::new));

        assertThat(gpu()).hasSize(1000).contains("agent-0 0.5");
    }

    private List<String> gpu() {
        return registry.find("observability.factory.agent.gpu.utilization").gauges().stream()
                .map(AgentResourcesTest::text)
                .toList();
    }

    private static String text(Gauge gauge) {
        return gauge.getId().getTag("agent") + " " + gauge.value();
    }

    private static Metric.Builder gauge(String name, double value, Instant time, String agent) {
        Metric.Builder metric = OtlpMetrics.gauge(name, value);
        metric.getGaugeBuilder()
                .getDataPointsBuilder(0)
                .setTimeUnixNano(OtlpSpans.nanos(time))
                .addAttributes(OtlpSpans.text("gen_ai.agent.name", agent));
        return metric;
    }

    private void commit(Metric.Builder... metrics) {
        RecordRules rules = new RecordRules(
                new AcceptedTimes(Duration.ofDays(30), Duration.ofDays(1)), RecordLimits.DEFAULT, PrivacyRules.DEFAULT);
        List<NormalizedPoint> points = MetricNormalizer.normalize(OtlpMetrics.request(metrics), rules, NOW)
                .records();
        resources.committed(PROJECT, points);
    }
}
