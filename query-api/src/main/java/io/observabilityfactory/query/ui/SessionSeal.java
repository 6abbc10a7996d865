package io.observabilityfactory.query.ui;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Encrypts an API key with the time until which it may be used (AES-256-GCM), so that nothing of a session is kept here. */
@ApplicationScoped
class SessionSeal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final byte[] PURPOSE = "observability-factory session 1".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey key;
    private final Duration length;

    SessionSeal(UiConfig config) {
        key = new SecretKeySpec(config.sessionKey().map(SessionSeal::configured).orElseGet(this::own), "AES");
        length = config.sessionLength();
    }

    private static byte[] configured(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.strip());
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
        throw invalid(null);
    }

    private static IllegalStateException invalid(@Nullable Throwable cause) {
        return new IllegalStateException(
                "observability-factory.ui.session-key must be 32 bytes in Base64, as 'openssl rand -base64 32' makes them",
                cause);
    }

    private byte[] own() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A text that only {@link #open} understands, for as long as a session lasts. */
    String seal(String apiKey, Instant now) {
        byte[] secret = apiKey.getBytes(StandardCharsets.UTF_8);
        byte[] content = ByteBuffer.allocate(Long.BYTES + secret.length)
                .putLong(now.plus(length).getEpochSecond())
                .put(secret)
                .array();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(content);
            byte[] sealed = ByteBuffer.allocate(nonce.length + encrypted.length)
                    .put(nonce)
                    .put(encrypted)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every Java platform", e);
        }
    }

    /** The API key; empty for whatever was not sealed here, or whose time is over. */
    Optional<String> open(String sealed, Instant now) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(sealed));
            byte[] nonce = new byte[NONCE_BYTES];
            bytes.get(nonce);
            byte[] encrypted = new byte[bytes.remaining()];
            bytes.get(encrypted);
            ByteBuffer content =
                    ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, nonce).doFinal(encrypted));
            boolean over = now.getEpochSecond() >= content.getLong();
            return over
                    ? Optional.empty()
                    : Optional.of(StandardCharsets.UTF_8.decode(content).toString());
        } catch (GeneralSecurityException | IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(PURPOSE);
        return cipher;
    }
}
