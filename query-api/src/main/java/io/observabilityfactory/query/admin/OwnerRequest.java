package io.observabilityfactory.query.admin;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;

/**
 * A request as its owner gets it: under the same path, with the caller's key, and with the trace it is part of.
 *
 * @param pathAndQuery as they were sent, still encoded
 * @param onlyReads whether asking twice is as good as asking once
 */
record OwnerRequest(
        HttpMethod method,
        String pathAndQuery,
        List<Map.Entry<String, String>> headers,
        Buffer body,
        boolean onlyReads) {

    static OwnerRequest reading(HttpServerRequest request, byte[] body) {
        return of(request, body, true);
    }

    static OwnerRequest changing(HttpServerRequest request, byte[] body) {
        return of(request, body, false);
    }

    private static OwnerRequest of(HttpServerRequest request, byte[] body, boolean onlyReads) {
        // Of what only reads the body of the answer is wanted, and cut off by the server if it was a HEAD.
        HttpMethod method = HttpMethod.HEAD.equals(request.method()) ? HttpMethod.GET : request.method();
        String query = request.query();
        return new OwnerRequest(
                method,
                query == null ? request.path() : request.path() + "?" + query,
                PassedHeaders.of(request.headers()),
                Buffer.buffer(body),
                onlyReads);
    }
}
