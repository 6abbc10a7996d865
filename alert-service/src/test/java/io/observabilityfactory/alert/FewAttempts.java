package io.observabilityfactory.alert;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A service with little patience: messages are soon given up, evaluations may not take long, and requests need a key. */
public final class FewAttempts implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.scheduler.enabled", "false",
                // Each attempt on a connection of its own, or one may be written to while it is closed.
                "quarkus.mailer.keep-alive", "false",
                "observability-factory.access.key-required", "true",
                "observability-factory.alert.limits.rules", "3",
                "observability-factory.alert.delivery.breaker-pause", "1ms",
                "observability-factory.alert.delivery.most-attempts", "4",
                "observability-factory.alert.delivery.most-refusals", "2");
    }
}
