package io.observabilityfactory.alert.config;

import io.observabilityfactory.alert.rule.Require;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All entries of a file, in the order they are in; an empty list for no budgets, which is not the same as no list. */
@RegisterForReflection
record ConfiguredAlerts(@Nullable List<ConfiguredAlert> alerts) {

    ConfiguredAlerts {
        Require.that(
                alerts != null,
                "alerts",
                "a list, such as [{type: daily_budget, threshold: 100, action: email}]; empty for none");
        alerts = List.copyOf(alerts);
    }
}
