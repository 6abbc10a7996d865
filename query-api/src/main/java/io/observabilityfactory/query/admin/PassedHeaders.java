package io.observabilityfactory.query.admin;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The headers of a message that are meant for who receives it in the end, not for the connection it came on (RFC 9110, 7.6.1). */
final class PassedHeaders {

    private static final String CONNECTION = "connection";

    private static final Set<String> OF_THE_CONNECTION = Set.of(
            CONNECTION,
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            // A session of the web UI is ours; the key in it is passed on.
            "cookie",
            // Made anew for the body as it is sent, and for the address it is sent to.
            "content-length",
            "host",
            "expect");

    private PassedHeaders() {}

    static List<Map.Entry<String, String>> of(MultiMap headers) {
        Set<String> left = new HashSet<>(OF_THE_CONNECTION);
        headers.getAll(CONNECTION).stream()
                .flatMap(named -> Arrays.stream(named.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .forEach(left::add);
        return headers.entries().stream()
                .filter(header -> !left.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .toList();
    }
}
