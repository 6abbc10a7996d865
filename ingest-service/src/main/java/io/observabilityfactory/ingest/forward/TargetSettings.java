package io.observabilityfactory.ingest.forward;

import io.observabilityfactory.service.address.TargetUri;
import io.observabilityfactory.service.problem.ProblemException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A target as people post it.
 *
 * @param endpoint where OTLP is received; over HTTP {@code /v1/traces} is added unless it ends so
 * @param headers sent along with each request; a target that is replaced without any keeps those it has
 * @param enabled true by default
 * @param from {@code now} or {@code oldest}, the spans to begin with; a new target begins now, one that is replaced stays where it is
 */
record TargetSettings(
        String name,
        String protocol,
        String endpoint,
        @Nullable Map<String, String> headers,
        @Nullable Boolean enabled,
        @Nullable String from) {

    static final String GRPC = "grpc";
    static final String OLDEST = "oldest";

    private static final Set<String> PROTOCOLS = Set.of(GRPC, "http/protobuf");
    private static final Set<String> BEGINNINGS = Set.of("now", OLDEST);
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ENDPOINT = 500;
    private static final int MOST_HEADERS = 20;
    private static final int LONGEST_HEADER = 4000;
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[ -~]*");

    /** Headers of the protocols' own, and gRPC's of bytes. */
    private static final Pattern OUR_HEADER = Pattern.compile(
            "host|te|connection|upgrade|user-agent|trailer|expect|(content|transfer|proxy|grpc|keep|accept)-.*|.*-bin");

    TargetSettings {
        name = name == null ? "" : name.strip();
        require(
                !name.isEmpty() && name.length() <= LONGEST_NAME && name.chars().noneMatch(Character::isISOControl),
                "name",
                "a text of 1 to " + LONGEST_NAME + " characters in one line");
        require(protocol != null && PROTOCOLS.contains(protocol), "protocol", "'grpc' or 'http/protobuf'");
        endpoint = endpoint(endpoint, protocol);
        headers = headers == null ? null : headers(headers);
        enabled = enabled == null || enabled;
        require(from == null || BEGINNINGS.contains(from), "from", "'now' or 'oldest'");
    }

    private static String endpoint(@Nullable String endpoint, String protocol) {
        String accepted = "a URL such as http://tempo:4317, without user name, query and fragment";
        require(endpoint != null && endpoint.length() <= LONGEST_ENDPOINT, "endpoint", accepted);
        try {
            URI uri = URI.create(endpoint.strip());
            require(
                    List.of("http", "https").contains(uri.getScheme())
                            && uri.getHost() != null
                            && uri.getPort() != 0
                            && uri.getPort() < 1 << 16
                            && uri.getRawQuery() == null
                            && TargetUri.isPlain(uri.toString()),
                    "endpoint",
                    accepted);
            require(
                    !protocol.equals(GRPC) || List.of("", "/").contains(uri.getRawPath()),
                    "endpoint",
                    "a URL without a path, as gRPC has its own");
            return uri.toString();
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("endpoint", accepted);
        }
    }

    private static Map<String, String> headers(Map<String, String> headers) {
        require(headers.size() <= MOST_HEADERS, "headers", "at most " + MOST_HEADERS + " headers");
        headers.forEach((header, value) -> {
            boolean named = HEADER_NAME.matcher(header).matches()
                    && !OUR_HEADER.matcher(header.toLowerCase(Locale.ROOT)).matches();
            require(named, "headers", "headers that a backend asks for; '" + shortened(header) + "' is none");
            require(
                    value != null
                            && value.length() <= LONGEST_HEADER
                            && HEADER_VALUE.matcher(value).matches(),
                    "headers",
                    "values of at most " + LONGEST_HEADER + " printable ASCII characters; that of '" + header
                            + "' is not");
        });
        return Map.copyOf(headers);
    }

    private static String shortened(String header) {
        return header.substring(0, Math.min(header.length(), LONGEST_NAME)).replaceAll("\\p{Cntrl}", "?");
    }

    private static void require(boolean holds, String parameter, String accepted) {
        if (!holds) {
            throw ProblemException.invalid(parameter, accepted);
        }
    }

    /** The values of its headers are none of a log's business. */
    @Override
    public String toString() {
        return "TargetSettings[" + name + ", " + protocol + ", " + endpoint + "]";
    }
}
