package io.observabilityfactory.ingest.normalize;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of whatever sent a record, stored once however many records it sends.
 *
 * @param digest tells distinct sets of attributes apart
 * @param attributes JSON object with its keys in order, so that equal resources have equal text
 */
public record NormalizedResource(
        Digest digest,
        String attributes,
        @Nullable String service,
        @Nullable String environment,
        @Nullable String release) {

    static NormalizedResource of(
            String attributes, @Nullable String service, @Nullable String environment, @Nullable String release) {
        Digest digest = Digest.of(attributes.getBytes(StandardCharsets.UTF_8));
        return new NormalizedResource(digest, attributes, service, environment, release);
    }
}
