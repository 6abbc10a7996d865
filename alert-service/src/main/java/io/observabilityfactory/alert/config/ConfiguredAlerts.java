package io.observabilityfactory.alert.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All entries of a file, in the order they are in. */
@RegisterForReflection
record ConfiguredAlerts(@Nullable List<ConfiguredAlert> alerts) {

    ConfiguredAlerts {
        alerts = alerts == null ? List.of() : List.copyOf(alerts);
    }
}
