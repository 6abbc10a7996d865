package io.observabilityfactory.query.ui;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/**
 * What people may see and do who sign in at a provider of OpenID Connect. Whether anybody can, and at which, is up to {@code
 * quarkus.oidc}.
 */
@ConfigMapping(prefix = "observability-factory.ui.open-id")
interface OpenIdConfig {

    /** The project that they enter, unless a claim names it. */
    @WithDefault("default")
    String project();

    /** The claim of the ID token that names the project; who has none is not let in. */
    Optional<String> projectClaim();

    /** The role without which nobody is let in; everybody is when it is not set. */
    Optional<String> readRole();

    /** The role with which settings may be changed; nobody may when it is not set. */
    Optional<String> adminRole();
}
