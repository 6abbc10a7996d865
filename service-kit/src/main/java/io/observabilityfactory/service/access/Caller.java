package io.observabilityfactory.service.access;

import io.observabilityfactory.model.access.Scope;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who a request is from.
 *
 * @param publicKey empty for requests without a key
 */
record Caller(int projectId, String project, Optional<String> publicKey, Set<Scope> scopes) {

    static final String KEY_COLUMNS = "p.project_id, p.name, k.public_key, k.scopes";
    static final String PROJECT_COLUMNS = "p.project_id, p.name";

    Caller {
        scopes = Set.copyOf(scopes);
    }

    static Caller withKey(Row row) {
        Set<Scope> scopes = Arrays.stream(row.getArrayOfStrings("scopes"))
                .map(Scope::ofCode)
                .collect(Collectors.toSet());
        return new Caller(
                row.getInteger("project_id"), row.getString("name"), Optional.of(row.getString("public_key")), scopes);
    }

    /** Whoever is on this machine may do everything where no keys are asked for. */
    static Caller withoutKey(Row row) {
        return new Caller(
                row.getInteger("project_id"), row.getString("name"), Optional.empty(), EnumSet.allOf(Scope.class));
    }

    /** Basic authentication names the key as well; the other ways do not. */
    boolean isNamed(Optional<String> name) {
        return name.isEmpty() || name.equals(publicKey);
    }
}
