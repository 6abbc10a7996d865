package io.observabilityfactory.alert;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Nothing happens by itself: the test evaluates and delivers. Few groups are many. */
public final class Unscheduled implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.scheduler.enabled", "false", "observability-factory.alert.evaluation.most-groups", "20");
    }
}
