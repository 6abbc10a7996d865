package io.observabilityfactory.query.admin;

import io.observabilityfactory.model.access.ApiKeySecret;
import io.observabilityfactory.model.access.Scope;
import io.observabilityfactory.query.paging.Page;
import io.observabilityfactory.query.paging.PageKey;
import io.observabilityfactory.query.paging.PageRequest;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** API keys in the database, of which only the hash of the secret is kept. */
@ApplicationScoped
public class ApiKeys {

    private static final String LIST = "select " + ApiKey.COLUMNS
            + " from api_key k join project p using (project_id) where p.name = $1"
            + " and ($2::timestamptz is null or (k.created_at, k.public_key) > ($2, $3))"
            + " order by k.created_at, k.public_key limit $4";

    private static final String CREATE = """
            with k as (
                insert into api_key (project_id, name, public_key, secret_hash, scopes)
                select project_id, $2, $3, $4, $5 from project where name = $1
                returning *
            )
            select %s from k join project p using (project_id)""".formatted(ApiKey.COLUMNS);

    private static final String CREATE_FOR_SESSION = """
            with p as (select project_id from project where name = $1),
            over as (delete from api_key k using p where k.project_id = p.project_id and k.expires_at <= now())
            insert into api_key (project_id, name, public_key, secret_hash, scopes, expires_at)
            select project_id, $2, $3, $4, $5, now() + make_interval(secs => $6) from p""";

    private static final String REVOKE = """
            update api_key k set revoked_at = coalesce(k.revoked_at, now())
            from project p
            where p.project_id = k.project_id and p.name = $1 and k.public_key = $2
            returning %s""".formatted(ApiKey.COLUMNS);

    private static final int PUBLIC_KEY_BYTES = 8;

    private final Pool pool;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(Pool pool) {
        this.pool = pool;
    }

    /** The oldest first; revoked ones, too. */
    Uni<Page<ApiKey>> of(String project, PageRequest request) {
        OffsetDateTime madeAfter = request.after().map(key -> key.time(0)).orElse(null);
        String publicKeyAfter = request.after().map(key -> key.text(1)).orElse(null);
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(project, madeAfter, publicKeyAfter, request.rowsToRead()))
                .map(rows -> request.page(
                        list(rows), key -> PageKey.of(key.createdAt().atOffset(ZoneOffset.UTC), key.publicKey())));
    }

    Uni<NewApiKey> create(String project, String name, String[] scopes) {
        ApiKeySecret secret = ApiKeySecret.generate(random);
        return pool.preparedQuery(CREATE)
                .execute(Tuple.of(project, name, publicKey(), Buffer.buffer(secret.hash()), scopes))
                .map(ApiKeys::list)
                .map(made -> made.stream()
                        .findFirst()
                        .map(key -> NewApiKey.of(key, secret))
                        .orElseThrow(() -> ProblemException.badParameter(
                                "project", "names a project that does not exist; make it first")));
    }

    /**
     * A key for somebody who has signed in, which ends with the session; those whose time is over are removed.
     *
     * @param person who it is for, for people
     * @return the key's secret; empty when there is no such project
     */
    public Uni<Optional<ApiKeySecret>> createForSession(
            String project, String person, Set<Scope> scopes, Duration length) {
        ApiKeySecret secret = ApiKeySecret.generate(random);
        return pool.preparedQuery(CREATE_FOR_SESSION)
                .execute(Tuple.from(List.of(
                        project,
                        person,
                        publicKey(),
                        Buffer.buffer(secret.hash()),
                        scopes.stream().map(Scope::code).toArray(String[]::new),
                        (double) length.toSeconds())))
                .map(made -> made.rowCount() == 0 ? Optional.empty() : Optional.of(secret));
    }

    private String publicKey() {
        byte[] bytes = new byte[PUBLIC_KEY_BYTES];
        random.nextBytes(bytes);
        return "pk-of-" + HexFormat.of().formatHex(bytes);
    }

    /** Services forget it within seconds. */
    Uni<ApiKey> revoke(String project, String publicKey) {
        return pool.preparedQuery(REVOKE)
                .execute(Tuple.of(project, publicKey))
                .map(ApiKeys::list)
                .map(revoked -> revoked.stream()
                        .findFirst()
                        .orElseThrow(() -> ProblemException.notFound("The project " + project + " has no such key.")));
    }

    private static List<ApiKey> list(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(ApiKey::from).toList();
    }
}
