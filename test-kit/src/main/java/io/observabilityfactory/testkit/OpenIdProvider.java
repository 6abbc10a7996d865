package io.observabilityfactory.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A provider of OpenID Connect on loopback, which knows one person and asks for no password. It wants what the standard wants: a
 * code is good once, for the client that asked for it and who can prove it (PKCE).
 */
public final class OpenIdProvider implements AutoCloseable {

    private static final String CLIENT = "observability-factory";
    private static final String SECRET = "a secret of the client that is long enough";
    private static final int FOUND = 302;
    private static final int BAD_REQUEST = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeyPair keys = generateKeys();
    private final Map<String, String> challengeByCode = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile Optional<Map<String, Object>> person = Optional.empty();

    private OpenIdProvider(HttpServer server) {
        this.server = server;
    }

    public static OpenIdProvider start() {
        try {
            OpenIdProvider provider = new OpenIdProvider(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            provider.serve();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        on("/.well-known/openid-configuration", exchange -> answer(exchange, discovery()));
        on("/jwks", exchange -> answer(exchange, keySet()));
        on("/authorize", this::authorize);
        on("/token", this::token);
        server.start();
    }

    /** With which query-api has people sign in here. */
    public Map<String, String> settings() {
        return Map.of(
                "quarkus.oidc.tenant-enabled", "true",
                "quarkus.oidc.auth-server-url", url(),
                "quarkus.oidc.client-id", CLIENT,
                "quarkus.oidc.credentials.secret", SECRET,
                "observability-factory.ui.open-id.read-role", "observer",
                "observability-factory.ui.open-id.admin-role", "operator",
                "observability-factory.ui.open-id.project-claim", "project");
    }

    private void on(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    /** Who uses the browser from now on; whoever that is may have no account here. */
    public void hasNobody() {
        person = Optional.empty();
    }

    /** Who uses the browser from now on. */
    public void has(String name, String project, String... roles) {
        person = Optional.of(
                Map.of("sub", name, "preferred_username", name, "project", project, "groups", List.of(roles)));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
        if (!CLIENT.equals(asked.get("client_id")) || !"S256".equals(asked.get("code_challenge_method"))) {
            refuse(exchange);
            return;
        }
        String code =
                Integer.toHexString(challengeByCode.size()) + asked.get("state").hashCode();
        String outcome = "error=access_denied&error_description=no+account";
        if (person.isPresent()) {
            challengeByCode.put(code, asked.get("code_challenge"));
            outcome = "code=" + code;
        }
        exchange.getResponseHeaders()
                .add(
                        "Location",
                        asked.get("redirect_uri") + "?" + outcome + "&state="
                                + URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(FOUND, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> asked =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String challenge = challengeByCode.remove(asked.getOrDefault("code", ""));
        if (challenge == null || !challenge.equals(challengeOf(asked.getOrDefault("code_verifier", "")))) {
            refuse(exchange);
            return;
        }
        String idToken = signed(claims(person.orElseThrow()));
        answer(
                exchange,
                Map.of("id_token", idToken, "access_token", idToken, "token_type", "Bearer", "expires_in", 300));
    }

    private Map<String, Object> claims(Map<String, Object> ofPerson) {
        Map<String, Object> claims = new HashMap<>(ofPerson);
        claims.put("iss", url());
        claims.put("aud", CLIENT);
        claims.put("iat", Instant.now().getEpochSecond());
        claims.put("exp", Instant.now().plusSeconds(300).getEpochSecond());
        return claims;
    }

    private Map<String, Object> discovery() {
        return Map.of(
                "issuer", url(),
                "authorization_endpoint", url() + "/authorize",
                "token_endpoint", url() + "/token",
                "jwks_uri", url() + "/jwks",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"));
    }

    private Map<String, Object> keySet() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return Map.of(
                "keys",
                List.of(Map.of(
                        "kty", "RSA",
                        "use", "sig",
                        "alg", "RS256",
                        "kid", "1",
                        "n", base64(unsigned(key.getModulus())),
                        "e", base64(unsigned(key.getPublicExponent())))));
    }

    private String signed(Map<String, Object> claims) {
        String content = base64(json(Map.of("alg", "RS256", "typ", "JWT", "kid", "1"))) + "." + base64(json(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String challengeOf(String verifier) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair generateKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the byte that would only say that the number is positive. */
    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Map<String, String> parameters(String text) {
        return Arrays.stream(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static byte[] json(Map<String, Object> object) {
        try {
            return JSON.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange, Map<String, Object> body) throws IOException {
        byte[] bytes = json(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(BAD_REQUEST, -1);
        exchange.close();
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
