package io.observabilityfactory.database.access;

import io.observabilityfactory.model.access.ApiKeySecret;
import io.observabilityfactory.model.access.Scope;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Set;
import javax.sql.DataSource;

/** Makes and revokes API keys. The secret is returned once and cannot be found again. */
public final class ApiKeys {

    private static final String CREATE_PROJECT = "insert into project (name) values (?) on conflict do nothing";

    private static final String CREATE_KEY = """
            insert into api_key (project_id, name, public_key, secret_hash, scopes)
            select project_id, ?, ?, ?, ? from project where name = ?
            on conflict (secret_hash) do nothing""";

    private static final String REVOKE =
            "update api_key set revoked_at = now() where public_key = ? and revoked_at is null";

    private static final int PUBLIC_KEY_BYTES = 8;

    private final DataSource database;
    private final SecureRandom random = new SecureRandom();

    public ApiKeys(DataSource database) {
        this.database = database;
    }

    /** @param publicKey names the key, also as the user of Basic authentication */
    public record NewKey(String publicKey, ApiKeySecret secret) {}

    /**
     * Makes a key, and the project unless there is one of that name.
     *
     * @param name what the key is for, for people
     */
    public NewKey create(String project, String name, Set<Scope> scopes) throws SQLException {
        NewKey key = new NewKey(randomPublicKey(), ApiKeySecret.generate(random));
        insert(project, name, key, scopes);
        return key;
    }

    private String randomPublicKey() {
        byte[] publicBytes = new byte[PUBLIC_KEY_BYTES];
        random.nextBytes(publicBytes);
        return "pk-of-" + HexFormat.of().formatHex(publicBytes);
    }

    private boolean insert(String project, String name, NewKey key, Set<Scope> scopes) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement createProject = connection.prepareStatement(CREATE_PROJECT);
                PreparedStatement createKey = connection.prepareStatement(CREATE_KEY)) {
            createProject.setString(1, project);
            createProject.executeUpdate();
            createKey.setString(1, name);
            createKey.setString(2, key.publicKey());
            createKey.setBytes(3, key.secret().hash());
            createKey.setArray(
                    4,
                    connection.createArrayOf(
                            "text", scopes.stream().map(Scope::code).toArray(String[]::new)));
            createKey.setString(5, project);
            return createKey.executeUpdate() == 1;
        }
    }

    /**
     * Makes a key with a secret that is known already, and the project unless there is one of that name.
     *
     * @return false when there is a key with this secret; it stays as it is, revoked for instance
     */
    public boolean register(String project, String name, ApiKeySecret secret, Set<Scope> scopes) throws SQLException {
        return insert(project, name, new NewKey(randomPublicKey(), secret), scopes);
    }

    /** Whether there was such a key; services forget it within seconds. */
    public boolean revoke(String publicKey) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement revoke = connection.prepareStatement(REVOKE)) {
            revoke.setString(1, publicKey);
            return revoke.executeUpdate() > 0;
        }
    }
}
