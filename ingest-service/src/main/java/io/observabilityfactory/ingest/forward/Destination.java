package io.observabilityfactory.ingest.forward;

import com.google.protobuf.ByteString;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a target's spans go. Equal ones share connections and breaker; a changed target gets new ones.
 *
 * @param headers as they are stored: some name what their value is to be read from
 * @param sealedHeaders those that are encrypted, empty when there are none
 */
record Destination(
        int targetId,
        int projectId,
        String protocol,
        String endpoint,
        Map<String, String> headers,
        ByteString sealedHeaders) {

    /** The columns that {@link #of} wants. */
    static final String COLUMNS = "target_id, project_id, protocol, endpoint, headers, sealed_headers";

    static Destination of(Row row) {
        Map<String, String> headers = new TreeMap<>();
        ((JsonObject) row.getValue("headers"))
                .forEach(header -> headers.put(header.getKey(), String.valueOf(header.getValue())));
        Buffer sealed = row.getBuffer("sealed_headers");
        return new Destination(
                row.getInteger("target_id"),
                row.getInteger("project_id"),
                row.getString("protocol"),
                row.getString("endpoint"),
                Map.copyOf(headers),
                sealed == null ? ByteString.EMPTY : ByteString.copyFrom(sealed.getBytes()));
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
