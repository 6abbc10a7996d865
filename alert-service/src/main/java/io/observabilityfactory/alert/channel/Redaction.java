package io.observabilityfactory.alert.channel;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Takes out of an answer what is secret about the request: servers like to repeat its path, which may be the key to a channel. */
record Redaction(List<String> secrets) {

    /** What is shorter keeps no secret, and would be found everywhere. */
    private static final int SHORTEST = 8;

    static Redaction of(URI target, Map<String, String> headers) {
        Stream<String> address = Stream.of(
                        target.getRawPath(), target.getPath(), target.getRawQuery(), target.getQuery())
                .filter(Objects::nonNull)
                .flatMap(part -> Stream.concat(Stream.of(part), Stream.of(part.split("[/&=]"))));
        Stream<String> credentials = headers.values().stream()
                .flatMap(value -> Stream.concat(Stream.of(value), Stream.of(value.split("\\s+"))));
        return new Redaction(Stream.concat(address, credentials)
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList());
    }

    String of(String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, "…");
        }
        return redacted;
    }
}
