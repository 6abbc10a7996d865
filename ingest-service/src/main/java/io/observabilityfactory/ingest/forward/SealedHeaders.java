package io.observabilityfactory.ingest.forward;

import io.observabilityfactory.service.address.TargetUri;
import io.observabilityfactory.service.problem.ProblemException;
import io.observabilityfactory.service.secret.SecretBox;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;

/**
 * Header values as they are kept: readable with this service's key only, and for the origin only that they were given for. A
 * target whose endpoint is changed by whatever way cannot take them elsewhere.
 */
@ApplicationScoped
class SealedHeaders {

    private final SecretBox box;

    SealedHeaders(SecretBox box) {
        this.box = box;
    }

    /** @throws ProblemException when this service has no key */
    Buffer seal(int projectId, String endpoint, Map<String, String> headers) {
        if (!box.isUsable()) {
            throw ProblemException.unavailable(
                    "The service has no key to keep header values with: its operator has to set"
                            + " observability-factory.ingest.secret-key first.",
                    null);
        }
        String text = new JsonObject(new TreeMap<>(headers)).encode();
        return Buffer.buffer(box.close(text, place(projectId, endpoint)));
    }

    /** @throws BackendException.Denied when they cannot be read, which only an operator can mend */
    Map<String, String> open(int projectId, String endpoint, byte[] sealed) throws BackendException {
        try {
            Map<String, String> headers = new TreeMap<>();
            new JsonObject(box.open(sealed, place(projectId, endpoint)))
                    .forEach(header -> headers.put(header.getKey(), String.valueOf(header.getValue())));
            return headers;
        } catch (SecretBox.NotReadableException e) {
            throw new BackendException.Denied("the stored headers cannot be used: " + e.getMessage(), e);
        }
    }

    /** What a box of a target's headers is bound to. */
    static String place(int projectId, String endpoint) {
        return "project " + projectId + " forwards to " + TargetUri.shown(endpoint);
    }
}
