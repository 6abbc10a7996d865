package io.observabilityfactory.query.ui;

import io.observabilityfactory.model.access.Scope;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What somebody whom a provider of OpenID Connect vouches for may see and do. */
record Admission(String project, Set<Scope> scopes) {

    /**
     * @param roles of the person
     * @param claims the text that a claim of the person's ID token has, by its name
     * @return empty for whom nothing is to be shown
     */
    static Optional<Admission> of(OpenIdConfig config, Set<String> roles, Function<String, Optional<String>> claims) {
        boolean administers = config.adminRole().filter(roles::contains).isPresent();
        boolean reads = administers || config.readRole().map(roles::contains).orElse(true);
        Optional<String> project = config.projectClaim().map(claims).orElseGet(() -> Optional.of(config.project()));
        return project.filter(name -> reads)
                .map(name -> new Admission(
                        name, administers ? EnumSet.of(Scope.READ, Scope.ADMIN) : EnumSet.of(Scope.READ)));
    }
}
