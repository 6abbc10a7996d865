package io.observabilityfactory.query.admin;

import io.observabilityfactory.model.access.Scope;
import io.observabilityfactory.service.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A key that is wanted.
 *
 * @param name what it is for, for people
 * @param scopes {@code ingest}, {@code read}, {@code admin}; {@code ingest} alone when left out
 * @param project whose key; the caller's own when left out
 */
record ApiKeyRequest(
        @Nullable String name,
        @Nullable List<String> scopes,
        @Nullable String project) {

    String checkedName() {
        return Names.checked("name", name);
    }

    String[] checkedScopes() {
        if (scopes == null) {
            return new String[] {Scope.INGEST.code()};
        }
        Set<String> known =
                Arrays.stream(Scope.values()).map(Scope::code).collect(Collectors.toCollection(TreeSet::new));
        Set<String> wanted = new TreeSet<>(scopes);
        if (wanted.isEmpty() || !known.containsAll(wanted)) {
            throw ProblemException.invalid("scopes", "a list of one or more of " + String.join(", ", known));
        }
        return wanted.toArray(String[]::new);
    }
}
