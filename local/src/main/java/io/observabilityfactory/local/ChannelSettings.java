package io.observabilityfactory.local;

import io.observabilityfactory.database.embedded.PasswordFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** What alert-service needs so that messages can be sent to webhooks, also to those on this machine. */
final class ChannelSettings {

    private ChannelSettings() {}

    /**
     * What the environment says already stays as it is.
     *
     * @param dataFolder has to exist
     */
    static Map<String, String> of(Path dataFolder) {
        Map<String, String> settings = new HashMap<>(Map.of(
                // Whoever may say where messages go is on this machine anyway.
                "OBSERVABILITY_FACTORY_ALERT_TARGETS_ALLOWED",
                "localhost,127.0.0.1",
                "OBSERVABILITY_FACTORY_ALERT_SECRET_KEY",
                secretKey(dataFolder)));
        settings.keySet().removeAll(System.getenv().keySet());
        return settings;
    }

    /** Addresses are encrypted with it. It is made of a file beside the passwords, so that it is the same at the next start. */
    private static String secretKey(Path dataFolder) {
        String password = PasswordFile.readOrCreate(dataFolder.resolve("channels.password"));
        try {
            byte[] key = MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(key);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
