package io.observabilityfactory.alert.evaluation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Registered from the start, so that a rate can be taken over the first failure and the first alert too. */
@Startup
@Singleton
final class EvaluationMetrics {

    private final Counter evaluated;
    private final Counter failed;
    private final Map<Severity, Counter> fired;

    EvaluationMetrics(MeterRegistry registry) {
        evaluated = evaluations(registry, "evaluated");
        failed = evaluations(registry, "failed");
        fired = Arrays.stream(Severity.values())
                .collect(Collectors.toMap(Function.identity(), severity -> alerts(registry, severity)));
    }

    private static Counter evaluations(MeterRegistry registry, String outcome) {
        return Counter.builder("observability.factory.budget.evaluations")
                .description("Looks at the spending of one budget")
                .tag("outcome", outcome)
                .register(registry);
    }

    private static Counter alerts(MeterRegistry registry, Severity severity) {
        return Counter.builder("observability.factory.alerts.fired")
                .description("Alerts raised by this replica")
                .tag("severity", severity.code())
                .register(registry);
    }

    void evaluated() {
        evaluated.increment();
    }

    void failed() {
        failed.increment();
    }

    void fired(Severity severity) {
        fired.get(severity).increment();
    }
}
