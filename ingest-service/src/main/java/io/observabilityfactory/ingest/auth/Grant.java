package io.observabilityfactory.ingest.auth;

import io.observabilityfactory.ingest.project.Project;
import io.observabilityfactory.model.access.Scope;
import java.util.Optional;
import java.util.Set;

/**
 * What a key allows.
 *
 * @param publicKey empty for requests without a key
 */
record Grant(Project project, Optional<String> publicKey, Set<Scope> scopes) {

    /** Basic authentication names the key as well; the other ways do not. */
    boolean isNamed(Optional<String> name) {
        return name.isEmpty() || name.equals(publicKey);
    }
}
