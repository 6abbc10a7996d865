package io.observabilityfactory.ingest.store;

import io.observabilityfactory.ingest.normalize.NormalizedResource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Identifies a distinct set of resource attributes: the first 16 bytes of the SHA-256 of their JSON. */
final class ResourceHash {

    private static final int BYTES = 16;

    private ResourceHash() {}

    static byte[] of(NormalizedResource resource) {
        try {
            byte[] json = resource.attributes().getBytes(StandardCharsets.UTF_8);
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(json), BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
