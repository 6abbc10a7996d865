package io.observabilityfactory.model.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The API key of a request: a bearer token, the password of Basic authentication, or the header {@code x-api-key}.
 *
 * @param publicKey the user of Basic authentication, which has to be the key's own
 */
public record Credentials(Optional<String> publicKey, ApiKeySecret secret) {

    public static final String AUTHORIZATION = "authorization";
    public static final String API_KEY = "x-api-key";

    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    /**
     * Empty when a request carries none.
     *
     * @throws CredentialsException when the header is there but cannot be understood
     */
    public static Optional<Credentials> of(@Nullable String authorization, @Nullable String apiKey) {
        if (authorization != null && !authorization.isBlank()) {
            return Optional.of(ofAuthorization(authorization.strip()));
        }
        return apiKey == null || apiKey.isBlank() ? Optional.empty() : Optional.of(bearer(apiKey));
    }

    private static Credentials ofAuthorization(String header) {
        String scheme = header.toLowerCase(Locale.ROOT);
        if (scheme.startsWith(BEARER)) {
            return bearer(header.substring(BEARER.length()));
        }
        if (scheme.startsWith(BASIC)) {
            return basic(header.substring(BASIC.length()).strip());
        }
        throw new CredentialsException(
                "The Authorization header is neither 'Bearer <key>' nor 'Basic <public key:secret>'");
    }

    private static Credentials bearer(String secret) {
        if (secret.isBlank()) {
            throw new CredentialsException("The API key is empty");
        }
        return new Credentials(Optional.empty(), new ApiKeySecret(secret.strip()));
    }

    private static Credentials basic(String encoded) {
        try {
            String decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = decoded.indexOf(':');
            if (colon > 0 && colon < decoded.length() - 1) {
                return new Credentials(
                        Optional.of(decoded.substring(0, colon)), new ApiKeySecret(decoded.substring(colon + 1)));
            }
        } catch (IllegalArgumentException e) {
            throw new CredentialsException("The Basic credentials are not Base64");
        }
        throw new CredentialsException("The Basic credentials are not 'public key:secret'");
    }
}
