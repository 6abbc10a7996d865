package io.observabilityfactory.service.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts what is stored of secrets with AES-256-GCM. Each box tells by which key it was closed, so that keys can be changed, and
 * is bound to where it belongs, so that it cannot be opened elsewhere.
 */
public final class SecretBox {

    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int KEY_ID_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES;

    private final SecureRandom random = new SecureRandom();
    private final Map<ByteBuffer, SecretKeySpec> keys = new LinkedHashMap<>();

    private final String property;

    /**
     * @param property the name of the setting that holds the key, for messages
     * @param key 32 bytes in Base64; without it nothing can be closed
     * @param previous keys that were used before: what was closed with one of them can still be opened
     * @throws IllegalStateException when a key is none, or there are only previous ones
     */
    public SecretBox(String property, Optional<String> key, List<String> previous) {
        this.property = property;
        key.ifPresent(this::addKey);
        previous.forEach(this::addKey);
        if (key.isEmpty() && !keys.isEmpty()) {
            throw new IllegalStateException(property + " is missing beside the previous ones");
        }
    }

    private void addKey(String base64) {
        byte[] key = key(base64);
        keys.putIfAbsent(ByteBuffer.wrap(id(key)), new SecretKeySpec(key, "AES"));
    }

    private byte[] key(String base64) {
        try {
            byte[] key = Base64.getDecoder().decode(base64.strip());
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Told below without the cause, which would repeat characters of the key.
        }
        throw new IllegalStateException(
                property + " has to be 32 bytes in Base64, as 'openssl rand -base64 32' prints");
    }

    /** Whether there is a key. */
    public boolean isUsable() {
        return !keys.isEmpty();
    }

    /** Whether it was closed with the present key, so that the previous ones are not needed for it. */
    public boolean isPresent(byte[] box) {
        return box.length >= HEADER_BYTES
                && keys.keySet()
                        .iterator()
                        .next()
                        .equals(ByteBuffer.wrap(Arrays.copyOfRange(box, 1, 1 + KEY_ID_BYTES)));
    }

    /** Whether there are keys for opening only. */
    public boolean hasPreviousKeys() {
        return keys.size() > 1;
    }

    /** @param place where it belongs; has to be the same when it is opened */
    public byte[] close(String text, String place) {
        Map.Entry<ByteBuffer, SecretKeySpec> key = keys.entrySet().iterator().next();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] closed = crypt(Cipher.ENCRYPT_MODE, key.getValue(), nonce, place, text.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(HEADER_BYTES + closed.length)
                .put(VERSION)
                .put(key.getKey().array())
                .put(nonce)
                .put(closed)
                .array();
    }

    /** @throws NotReadableException when it was closed with another key, for another place, or was changed */
    public String open(byte[] box, String place) {
        if (box.length < HEADER_BYTES || box[0] != VERSION) {
            throw new NotReadableException("an encrypted secret is not readable", null);
        }
        SecretKeySpec key = keys.get(ByteBuffer.wrap(Arrays.copyOfRange(box, 1, 1 + KEY_ID_BYTES)));
        if (key == null) {
            throw new NotReadableException(
                    "a secret is encrypted with a key that is not configured;"
                            + " it has to be among the keys that were used before " + property,
                    null);
        }
        byte[] nonce = Arrays.copyOfRange(box, 1 + KEY_ID_BYTES, HEADER_BYTES);
        byte[] closed = Arrays.copyOfRange(box, HEADER_BYTES, box.length);
        return new String(crypt(Cipher.DECRYPT_MODE, key, nonce, place, closed), StandardCharsets.UTF_8);
    }

    private static byte[] crypt(int mode, SecretKeySpec key, byte[] nonce, String place, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new NotReadableException("an encrypted secret cannot be read or written", e);
        }
    }

    private static byte[] id(byte[] key) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key), KEY_ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** What is in the box stays there. */
    public static final class NotReadableException extends IllegalStateException {

        private static final long serialVersionUID = 1;

        NotReadableException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
