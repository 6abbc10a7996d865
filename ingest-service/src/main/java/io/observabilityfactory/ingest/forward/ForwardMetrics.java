package io.observabilityfactory.ingest.forward;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What forwarding tells Prometheus, by target: an operator makes them, so there are few. */
@ApplicationScoped
class ForwardMetrics {

    private final MeterRegistry registry;
    private final MultiGauge lag;

    ForwardMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.lag = MultiGauge.builder("observability.factory.forward.lag")
                .description("Age of the oldest batch that a target has not got yet")
                .baseUnit("seconds")
                .register(registry);
    }

    void forwarded(Target target, long spans) {
        spans(target, "forwarded", spans);
    }

    void refused(Target target, long spans) {
        spans(target, "refused", spans);
    }

    void gone(Target target, long spans) {
        spans(target, "gone", spans);
    }

    void failed(Target target) {
        registry.counter("observability.factory.forward.failures", tags(target.projectId(), target.name()))
                .increment();
    }

    void lags(List<ForwardTargets.Lag> lags) {
        lag.register(
                lags.stream()
                        .<MultiGauge.Row<?>>map(
                                it -> MultiGauge.Row.of(tags(it.projectId(), it.target()), it.seconds()))
                        .toList(),
                true);
    }

    private void spans(Target target, String outcome, long spans) {
        registry.counter(
                        "observability.factory.forward.spans",
                        tags(target.projectId(), target.name()).and("outcome", outcome))
                .increment((double) spans);
    }

    private static Tags tags(int projectId, String target) {
        return Tags.of("project", Integer.toString(projectId), "target", target);
    }
}
