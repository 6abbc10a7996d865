package io.observabilityfactory.ingest.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.observabilityfactory.ingest.IngestException.Forbidden;
import io.observabilityfactory.ingest.IngestException.StoreUnavailable;
import io.observabilityfactory.ingest.IngestException.Unauthenticated;
import io.observabilityfactory.ingest.project.Project;
import io.observabilityfactory.model.access.Credentials;
import io.observabilityfactory.model.access.CredentialsException;
import io.observabilityfactory.model.access.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the project of a request by its API key. What the database said of a key, also that there is no such key, is
 * remembered for a few seconds, after which a revocation has taken effect.
 */
@ApplicationScoped
public class Access {

    private static final int REMEMBERED = 10_000;

    private final ApiKeys keys;
    private final AccessConfig config;
    private final Cache<Object, Optional<Grant>> remembered;

    Access(Pool pool, AccessConfig config) {
        this.keys = new ApiKeys(pool);
        this.config = config;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(this.config.keyMemory())
                .build();
    }

    /**
     * What a request says of itself.
     *
     * @throws Unauthenticated when it cannot be understood
     */
    public static Optional<Credentials> credentials(@Nullable String authorization, @Nullable String apiKey) {
        try {
            return Credentials.of(authorization, apiKey);
        } catch (CredentialsException e) {
            throw new Unauthenticated(e.getMessage());
        }
    }

    /** Fails with {@link Unauthenticated}, {@link Forbidden}, or {@link StoreUnavailable}. */
    public Uni<Project> projectToSendTo(Optional<Credentials> credentials) {
        if (credentials.isEmpty()) {
            return withoutKey();
        }
        Credentials sent = credentials.get();
        return grant(sent.secret(), () -> keys.find(sent.secret()))
                .map(grant -> grant.filter(found -> found.isNamed(sent.publicKey())))
                .chain(grant -> grant.map(known -> Uni.createFrom().item(mayIngest(known)))
                        .orElseGet(this::withUnknownKey));
    }

    /** Some clients cannot do without a key: where none is needed, one that nobody knows is as good as none. */
    private Uni<Project> withUnknownKey() {
        return config.keyRequired()
                ? Uni.createFrom().failure(new Unauthenticated("The API key is unknown or revoked"))
                : withoutKey();
    }

    private Uni<Project> withoutKey() {
        if (config.keyRequired()) {
            return Uni.createFrom()
                    .failure(new Unauthenticated(
                            "An API key is needed: send it as 'Authorization: Bearer <key>' or 'x-api-key: <key>'"));
        }
        String project = config.defaultProject();
        return grant(project, () -> keys.openProject(project))
                .map(grant -> grant.orElseThrow(() -> new Forbidden("There is no project '" + project + "'")))
                .map(Grant::project);
    }

    private Uni<Optional<Grant>> grant(Object key, java.util.function.Supplier<Uni<Optional<Grant>>> lookUp) {
        Optional<Grant> known = remembered.getIfPresent(key);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return lookUp.get()
                .invoke(found -> remembered.put(key, found))
                .onFailure()
                .transform(StoreUnavailable::new);
    }

    private static Project mayIngest(Grant grant) {
        if (!grant.scopes().contains(Scope.INGEST)) {
            throw new Forbidden("The API key may not send: it lacks the scope 'ingest'");
        }
        return grant.project();
    }
}
