package io.observabilityfactory.alert.notification;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** Registered from the start, so that a rate can be taken over the first failure too. */
@Startup
@Singleton
final class DeliveryMetrics {

    private final Counter delivered;
    private final Counter failed;
    private final Counter gaveUp;

    DeliveryMetrics(MeterRegistry registry) {
        delivered = attempts(registry, "delivered");
        failed = attempts(registry, "failed");
        gaveUp = Counter.builder("observability.factory.notifications.given.up")
                .description("Notifications that nobody will get")
                .register(registry);
    }

    private static Counter attempts(MeterRegistry registry, String outcome) {
        return Counter.builder("observability.factory.notification.attempts")
                .description("Attempts to hand a notification to the mail server")
                .tag("outcome", outcome)
                .register(registry);
    }

    void delivered() {
        delivered.increment();
    }

    void failed() {
        failed.increment();
    }

    void gaveUp() {
        gaveUp.increment();
    }
}
