package io.observabilityfactory.alert.evaluation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.observabilityfactory.alert.lifecycle.MessageKind;
import io.observabilityfactory.alert.lifecycle.Severity;
import io.observabilityfactory.alert.message.AlertMessage;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Registered from the start, so that a rate can be taken over the first failure and the first alert too. */
@Startup
@Singleton
final class EvaluationMetrics {

    private final Timer evaluated;
    private final Counter failed;
    private final Counter incomplete;
    private final Counter unheard;
    private final Map<Severity, Counter> fired;

    EvaluationMetrics(MeterRegistry registry) {
        evaluated = Timer.builder("observability.factory.alert.evaluation")
                .description("Evaluations of a rule or budget that were committed or overtaken")
                .register(registry);
        failed = Counter.builder("observability.factory.alert.evaluations.failed")
                .description("Evaluations that failed; the rule tells why")
                .register(registry);
        incomplete = Counter.builder("observability.factory.alert.evaluations.incomplete")
                .description("Evaluations of rules that have more groups than are looked at; the rule tells so")
                .register(registry);
        unheard = Counter.builder("observability.factory.alert.messages.unheard")
                .description("Messages that reach nobody, as neither a rule nor a channel says who is to be told")
                .register(registry);
        fired = Arrays.stream(Severity.values())
                .collect(Collectors.toMap(Function.identity(), severity -> alerts(registry, severity)));
    }

    private static Counter alerts(MeterRegistry registry, Severity severity) {
        return Counter.builder("observability.factory.alerts.fired")
                .description("Firings told by this replica")
                .tag("severity", severity.code())
                .register(registry);
    }

    void evaluated(Duration duration) {
        evaluated.record(duration);
    }

    void failed() {
        failed.increment();
    }

    void incomplete() {
        incomplete.increment();
    }

    void unheard(int messages) {
        unheard.increment(messages);
    }

    void told(AlertMessage message) {
        if (message.kind() == MessageKind.FIRING) {
            fired.get(message.severity()).increment();
        }
    }
}
