package io.observabilityfactory.service.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.observabilityfactory.model.access.Credentials;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds who a request is from. What the database said of a key, also that there is no such key, is remembered for a few
 * seconds, after which a revocation has taken effect.
 */
@ApplicationScoped
class Callers {

    private static final int REMEMBERED = 10_000;

    private static final String BY_KEY = "select " + Caller.KEY_COLUMNS
            + " from api_key k join project p using (project_id) where k.secret_hash = $1 and k.revoked_at is null"
            + " and (k.expires_at is null or k.expires_at > now())";

    private static final String BY_PROJECT = "select " + Caller.PROJECT_COLUMNS + " from project p where p.name = $1";

    private final Pool pool;
    private final AccessConfig config;
    private final Cache<Object, Optional<Caller>> remembered;

    Callers(Pool pool, AccessConfig config) {
        this.pool = pool;
        this.config = config;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(config.keyMemory())
                .build();
    }

    /** Fails with a {@link ProblemException} when the key is missing or unknown, or the database is away. */
    Uni<Caller> of(Optional<Credentials> credentials) {
        return credentials.map(this::withKey).orElseGet(this::withoutKey);
    }

    private Uni<Caller> withKey(Credentials credentials) {
        Object key = credentials.secret();
        return known(key, BY_KEY, Buffer.buffer(credentials.secret().hash()), Caller::withKey)
                .map(caller -> caller.filter(found -> found.isNamed(credentials.publicKey())))
                .chain(caller ->
                        caller.map(known -> Uni.createFrom().item(known)).orElseGet(this::withUnknownKey));
    }

    /** Some clients cannot do without a key: where none is needed, one that nobody knows is as good as none. */
    private Uni<Caller> withUnknownKey() {
        return config.keyRequired()
                ? Uni.createFrom().failure(ProblemException.unauthenticated("The API key is unknown or revoked."))
                : withoutKey();
    }

    private Uni<Caller> withoutKey() {
        if (config.keyRequired()) {
            return Uni.createFrom()
                    .failure(ProblemException.unauthenticated(
                            "An API key is needed: send it as 'Authorization: Bearer <key>' or 'x-api-key: <key>'."));
        }
        String project = config.defaultProject();
        return known(project, BY_PROJECT, project, Caller::withoutKey)
                .map(caller -> caller.orElseThrow(
                        () -> ProblemException.unavailable("The project " + project + " does not exist yet.", null)));
    }

    /** That a project is missing is not remembered: it is about to be made. */
    private Uni<Optional<Caller>> known(Object key, String sql, Object parameter, Function<Row, Caller> caller) {
        Optional<Caller> known = remembered.getIfPresent(key);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return pool.preparedQuery(sql)
                .execute(Tuple.of(parameter))
                .map(rows -> rows.size() == 0
                        ? Optional.<Caller>empty()
                        : Optional.of(caller.apply(rows.iterator().next())))
                .invoke(found -> {
                    if (found.isPresent() || !(key instanceof String)) {
                        remembered.put(key, found);
                    }
                });
    }
}
