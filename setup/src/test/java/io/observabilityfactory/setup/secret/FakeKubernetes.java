package io.observabilityfactory.setup.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** As much of Kubernetes' API as Secrets need: versions and conflicts, values in Base64, a token, TLS of an own authority. */
final class FakeKubernetes implements AutoCloseable {

    private static final String SECRETS = "/api/v1/namespaces/here/secrets";
    private static final String TOKEN = "the-token";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Path account;
    private final Map<String, String> values = new TreeMap<>();
    private boolean exists;
    private int version;
    private @Nullable Runnable beforeNextWrite;

    private FakeKubernetes(HttpServer server, Path account) {
        this.server = server;
        this.account = account;
        server.createContext(SECRETS, this::answer);
        server.start();
    }

    static FakeKubernetes start(Path folder) throws Exception {
        Path keys = folder.resolve("keys.p12");
        run(
                "-genkeypair",
                "-keystore",
                keys.toString(),
                "-storepass",
                "changeit",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-alias",
                "api");
        run(
                "-exportcert",
                "-rfc",
                "-keystore",
                keys.toString(),
                "-storepass",
                "changeit",
                "-alias",
                "api",
                "-file",
                folder.resolve("ca.crt").toString());
        Files.writeString(folder.resolve("token"), TOKEN);
        Files.writeString(folder.resolve("namespace"), "here");
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(keys)));
        return new FakeKubernetes(server, folder);
    }

    private static void run(String... keytool) throws IOException, InterruptedException {
        String[] command = new String[keytool.length + 1];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        System.arraycopy(keytool, 0, command, 1, keytool.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(output);
        }
    }

    private static SSLContext tls(Path keys) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(keys)) {
            store.load(file, "changeit".toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    ClusterSecrets secrets() {
        return ClusterSecrets.ofAccount(
                URI.create("https://localhost:" + server.getAddress().getPort()), account);
    }

    synchronized Map<String, String> values() {
        return Map.copyOf(values);
    }

    /** As somebody else writes it. */
    synchronized void put(String key, String value) {
        exists = true;
        version++;
        values.put(key, value);
    }

    synchronized void beforeNextWrite(Runnable somebodyElse) {
        beforeNextWrite = somebodyElse;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            respond(exchange, 401, reason("Unauthorized"));
        } else if (exchange.getRequestMethod().equals("GET")) {
            respond(exchange, exists ? 200 : 404, exists ? secret() : reason("NotFound"));
        } else {
            write(exchange, request);
        }
    }

    private void write(HttpExchange exchange, JsonNode request) throws IOException {
        if (beforeNextWrite != null) {
            beforeNextWrite.run();
            beforeNextWrite = null;
        }
        boolean creates = exchange.getRequestMethod().equals("POST");
        boolean conflicts = creates
                ? exists
                : !request.at("/metadata/resourceVersion").asText().equals(Integer.toString(version));
        if (conflicts) {
            respond(exchange, 409, reason("Conflict"));
            return;
        }
        request.get("stringData")
                .fields()
                .forEachRemaining(it -> put(it.getKey(), it.getValue().asText()));
        respond(exchange, creates ? 201 : 200, secret());
    }

    private ObjectNode secret() {
        ObjectNode secret = JSON.createObjectNode();
        secret.putObject("metadata").put("resourceVersion", Integer.toString(version));
        ObjectNode data = secret.putObject("data");
        values.forEach((key, value) ->
                data.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        return secret;
    }

    private static ObjectNode reason(String reason) {
        return JSON.createObjectNode().put("kind", "Status").put("reason", reason);
    }

    private static void respond(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
