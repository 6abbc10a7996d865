package io.observabilityfactory.model.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret part of an API key. It is shown once, when it is made; only its hash is kept. */
public record ApiKeySecret(String value) {

    private static final String PREFIX = "sk-of-";
    private static final int RANDOM_BYTES = 32;

    /** @throws IllegalArgumentException for an empty secret */
    public ApiKeySecret {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the API key is empty");
        }
    }

    /** A new secret of 256 random bits. */
    public static ApiKeySecret generate(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new ApiKeySecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** SHA-256: a secret that is random and long needs no slow hash. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Tells nothing. */
    @Override
    public String toString() {
        return "ApiKeySecret[hidden]";
    }
}
