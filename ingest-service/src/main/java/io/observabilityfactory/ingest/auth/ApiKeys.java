package io.observabilityfactory.ingest.auth;

import io.observabilityfactory.ingest.project.Projects;
import io.observabilityfactory.model.access.ApiKeySecret;
import io.observabilityfactory.model.access.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** API keys in the database, where only their hashes are. */
final class ApiKeys {

    private static final String BY_SECRET = "select k.public_key, k.scopes, " + Projects.COLUMNS
            + " from api_key k join project p using (project_id) where k.secret_hash = $1 and k.revoked_at is null"
            + " and (k.expires_at is null or k.expires_at > now())";

    private static final String BY_PROJECT = "select " + Projects.COLUMNS + " from project p where p.name = $1";

    private final Pool pool;

    ApiKeys(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Grant>> find(ApiKeySecret secret) {
        return pool.preparedQuery(BY_SECRET)
                .execute(Tuple.of(Buffer.buffer(secret.hash())))
                .map(rows -> first(rows)
                        .map(row ->
                                new Grant(Projects.of(row), Optional.of(row.getString("public_key")), scopes(row))));
    }

    /** The grant of a project that needs no key. */
    Uni<Optional<Grant>> openProject(String name) {
        return pool.preparedQuery(BY_PROJECT).execute(Tuple.of(name)).map(rows -> first(rows)
                .map(row -> new Grant(Projects.of(row), Optional.empty(), EnumSet.of(Scope.INGEST))));
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    private static Set<Scope> scopes(Row row) {
        return Arrays.stream(row.getArrayOfStrings("scopes")).map(Scope::ofCode).collect(Collectors.toSet());
    }
}
