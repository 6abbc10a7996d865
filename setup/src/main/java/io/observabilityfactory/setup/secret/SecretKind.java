package io.observabilityfactory.setup.secret;

import io.observabilityfactory.model.access.ApiKeySecret;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** How a secret looks. */
enum SecretKind {
    /** Letters, digits, - and _: nothing that has to be quoted anywhere. */
    PASSWORD("password") {
        @Override
        String generate(SecureRandom random) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random, 24));
        }
    },

    /** The secret part of an API key. */
    API_KEY("api-key") {
        @Override
        String generate(SecureRandom random) {
            return ApiKeySecret.generate(random).value();
        }
    },

    /** 32 bytes in Base64. */
    ENCRYPTION_KEY("encryption-key") {
        @Override
        String generate(SecureRandom random) {
            return Base64.getEncoder().encodeToString(bytes(random, 32));
        }
    };

    private final String code;

    SecretKind(String code) {
        this.code = code;
    }

    abstract String generate(SecureRandom random);

    String code() {
        return code;
    }

    static Optional<SecretKind> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
    }

    private static byte[] bytes(SecureRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
