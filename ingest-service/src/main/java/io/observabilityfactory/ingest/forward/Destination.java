package io.observabilityfactory.ingest.forward;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a target's spans go. Equal ones share connections and breaker; a changed target gets new ones.
 *
 * @param headers as they are stored: some name what their value is to be read from
 */
record Destination(int targetId, String protocol, String endpoint, Map<String, String> headers) {

    static Destination of(int targetId, String protocol, String endpoint, JsonObject headers) {
        Map<String, String> texts = new TreeMap<>();
        headers.forEach(header -> texts.put(header.getKey(), String.valueOf(header.getValue())));
        return new Destination(targetId, protocol, endpoint, Map.copyOf(texts));
    }

    boolean isGrpc() {
        return protocol.equals("grpc");
    }

    /** @throws BackendException.Denied when it is none, which only an operator can mend */
    URI uri() throws BackendException {
        try {
            URI uri = URI.create(endpoint);
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new BackendException.Denied("the endpoint is not a URL", e);
        }
        throw new BackendException.Denied("the endpoint names no host");
    }

    /** Without the headers, some of which may be secrets in spite of everything. */
    @Override
    public String toString() {
        return protocol + " " + endpoint;
    }
}
