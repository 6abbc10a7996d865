package io.observabilityfactory.ingest.auth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Who may send. Every service has these settings, with the same meaning. */
@ConfigMapping(prefix = "observability-factory.access")
interface AccessConfig {

    /** Whether requests need a key; without one only requests from this machine are taken. */
    @WithDefault("true")
    boolean keyRequired();

    /** The project that requests without a key belong to. */
    @WithDefault("default")
    String defaultProject();

    /** How long a key is remembered: so soon does a revocation take effect. */
    @WithDefault("PT5S")
    Duration keyMemory();
}
