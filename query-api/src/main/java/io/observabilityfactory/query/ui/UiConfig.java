package io.observabilityfactory.query.ui;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Sessions of the web UI. */
@ConfigMapping(prefix = "observability-factory.ui")
interface UiConfig {

    /**
     * 32 bytes in Base64 with which sessions are encrypted. All replicas need the same; without it each makes one of its own at its
     * start, and sessions end with it.
     */
    Optional<String> sessionKey();

    /** How long somebody stays signed in. */
    @WithDefault("PT12H")
    Duration sessionLength();
}
