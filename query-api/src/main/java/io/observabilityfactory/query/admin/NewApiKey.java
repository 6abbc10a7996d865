package io.observabilityfactory.query.admin;

import io.observabilityfactory.model.access.ApiKeySecret;
import java.time.Instant;
import java.util.List;

/** A key at the only time its secret is seen. */
record NewApiKey(String publicKey, String secret, String name, String project, List<String> scopes, Instant createdAt) {

    static NewApiKey of(ApiKey key, ApiKeySecret secret) {
        return new NewApiKey(key.publicKey(), secret.value(), key.name(), key.project(), key.scopes(), key.createdAt());
    }
}
