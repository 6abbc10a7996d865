package io.observabilityfactory.setup.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.observabilityfactory.setup.SetupException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The Secrets of one namespace, through the API of Kubernetes. */
final class ClusterSecrets {

    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int MOST_CONFLICTS = 5;

    private final HttpClient http;
    private final URI secrets;
    private final String token;
    private final SecureRandom random = new SecureRandom();

    /** @param secrets address of the namespace's secrets, with a slash at its end */
    ClusterSecrets(HttpClient http, URI secrets, String token) {
        this.http = http;
        this.secrets = secrets;
        this.token = token;
    }

    /** @throws SetupException outside of a pod, or in one whose token is not mounted */
    static ClusterSecrets ofThisPod() {
        String host = System.getenv("KUBERNETES_SERVICE_HOST");
        String port = System.getenv("KUBERNETES_SERVICE_PORT");
        if (host == null || port == null) {
            throw new SetupException("KUBERNETES_SERVICE_HOST and _PORT are not set: this step runs in a pod only");
        }
        String address = host.contains(":") ? "[" + host + "]" : host;
        return ofAccount(URI.create("https://" + address + ":" + port), ACCOUNT);
    }

    /** @param account folder with the token, the namespace and the certificate authority, as a pod has it */
    static ClusterSecrets ofAccount(URI api, Path account) {
        try {
            String namespace = Files.readString(account.resolve("namespace")).strip();
            HttpClient http = HttpClient.newBuilder()
                    .sslContext(
                            CertificateAuthority.of(account.resolve("ca.crt")).sslContext())
                    .connectTimeout(TIMEOUT)
                    .build();
            URI secrets = api.resolve("/api/v1/namespaces/" + namespace + "/secrets/");
            return new ClusterSecrets(
                    http, secrets, Files.readString(account.resolve("token")).strip());
        } catch (IOException e) {
            throw new SetupException("The pod's service account is not mounted: " + e.getMessage(), e);
        }
    }

    /**
     * Gives a Secret the keys that it lacks, and makes it when there is none.
     *
     * @return the keys that were made
     * @throws SetupException when Kubernetes refuses or cannot be reached
     */
    List<String> complete(String name, Map<String, SecretKind> keys) {
        for (int conflicts = 0; conflicts < MOST_CONFLICTS; conflicts++) {
            HttpResponse<String> found = send(request(name).GET());
            List<String> missing = keys.keySet().stream()
                    .filter(key -> !data(name, found).has(key))
                    .toList();
            if (missing.isEmpty()) {
                return missing;
            }
            HttpResponse<String> written = write(name, found, generated(missing, keys));
            if (written.statusCode() == OK || written.statusCode() == CREATED) {
                return missing;
            }
            if (written.statusCode() != CONFLICT) {
                throw refused("write", name, written);
            }
        }
        throw new SetupException("Secret " + name + " is being changed by others all the time");
    }

    private JsonNode data(String name, HttpResponse<String> found) {
        return switch (found.statusCode()) {
            case OK -> parse(found.body()).path("data");
            case NOT_FOUND -> JSON.createObjectNode();
            default -> throw refused("read", name, found);
        };
    }

    private ObjectNode generated(List<String> missing, Map<String, SecretKind> keys) {
        ObjectNode values = JSON.createObjectNode();
        missing.forEach(key -> values.put(key, keys.get(key).generate(random)));
        return values;
    }

    /** Fails with a conflict when somebody has written since it was looked at: nobody's value is overwritten. */
    private HttpResponse<String> write(String name, HttpResponse<String> found, ObjectNode values) {
        ObjectNode secret = JSON.createObjectNode();
        secret.set("stringData", values);
        if (found.statusCode() == NOT_FOUND) {
            secret.put("apiVersion", "v1").put("kind", "Secret").put("type", "Opaque");
            secret.putObject("metadata").put("name", name);
            return send(request("").header("Content-Type", "application/json").POST(body(secret)));
        }
        secret.putObject("metadata")
                .put(
                        "resourceVersion",
                        parse(found.body()).at("/metadata/resourceVersion").asText());
        return send(request(name)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", body(secret)));
    }

    private HttpRequest.Builder request(String name) {
        URI uri = name.isEmpty() ? URI.create(secrets.toString().replaceAll("/$", "")) : secrets.resolve(name);
        return HttpRequest.newBuilder(uri).timeout(TIMEOUT).header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.BodyPublisher body(JsonNode json) {
        return BodyPublishers.ofString(json.toString());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new SetupException("Kubernetes cannot be reached at " + secrets + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupException("interrupted while Kubernetes was asked", e);
        }
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new SetupException("Kubernetes' answer cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /** Not the whole answer, which might repeat what was sent. */
    private static SetupException refused(String verb, String name, HttpResponse<String> answer) {
        return new SetupException(
                "Kubernetes does not let this pod " + verb + " the Secret " + name + ": status " + answer.statusCode()
                        + " " + parse(answer.body()).path("reason").asText());
    }
}
