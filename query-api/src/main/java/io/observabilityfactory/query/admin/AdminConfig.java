package io.observabilityfactory.query.admin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where administration calls go, and who may do more than look after a project of their own. */
@ConfigMapping(prefix = "observability-factory.query.admin")
interface AdminConfig {

    /** Who answers for models, prices, rounds of pricing again, and why a span costs what it costs. */
    @WithDefault("http://localhost:8081")
    URI costService();

    /** Who answers for rules, budgets, channels, silences, alerts and deliveries. */
    @WithDefault("http://localhost:8082")
    URI alertService();

    /** Who answers for what is kept of what is sent, and where it is passed on to. */
    @WithDefault("http://localhost:4318")
    URI ingestService();

    /** How long an owner may take to answer, uploads and exports included. */
    @WithDefault("30s")
    Duration timeout();

    /** How often a request that only reads is sent again when no answer came. */
    @WithDefault("2")
    int retries();

    /** How long an owner that did not answer is left alone, once half of at least ten requests failed. */
    @WithDefault("5s")
    Duration breakerPause();

    /** The project whose {@code admin} keys may make projects and keys for them; nobody may when it is not set. */
    Optional<String> operatorProject();
}
