package io.observabilityfactory.ingest.normalize;

import org.jspecify.annotations.Nullable;

/**
 * The attributes of whatever sent a span, stored once however many spans it sends.
 *
 * @param attributes JSON object with its keys in order, so that equal resources have equal text
 */
public record NormalizedResource(
        String attributes,
        @Nullable String service,
        @Nullable String environment,
        @Nullable String release) {}
