package io.observabilityfactory.service.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the database may take. */
@ConfigMapping(prefix = "observability-factory.database")
interface DatabaseConfig {

    /** How long a statement may run, and how long a request waits for a connection to run it on. */
    @WithDefault("10s")
    Duration timeout();
}
