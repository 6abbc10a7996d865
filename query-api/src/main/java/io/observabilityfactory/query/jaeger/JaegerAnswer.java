package io.observabilityfactory.query.jaeger;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What Jaeger wraps every answer in.
 *
 * @param total how many there are in {@code data}
 * @param limit always 0, {@code offset} likewise: Jaeger's answers do not come in pages
 * @param errors {@code null} unless something is missing in {@code data}
 */
record JaegerAnswer<T>(
        List<T> data,
        int total,
        int limit,
        int offset,
        @Nullable List<Fault> errors) {

    @Schema(name = "JaegerFault")
    record Fault(int code, String msg) {}

    static <T> JaegerAnswer<T> of(List<T> data) {
        return new JaegerAnswer<>(data, data.size(), 0, 0, null);
    }

    /** @param complaint why something is missing */
    static <T> JaegerAnswer<T> incomplete(List<T> data, String complaint) {
        return new JaegerAnswer<>(data, data.size(), 0, 0, List.of(new Fault(206, complaint)));
    }
}
