/** Budgets from the configuration file that agents have, {@code observability_config.yaml}. */
@NullMarked
package io.observabilityfactory.alert.config;

import org.jspecify.annotations.NullMarked;
