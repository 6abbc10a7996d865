package io.observabilityfactory.ingest.normalize;

import org.jspecify.annotations.Nullable;

/**
 * What sent a record.
 *
 * @param scopeAttributes JSON object, null when there are none
 */
public record NormalizedSource(
        NormalizedResource resource,
        @Nullable String scopeName,
        @Nullable String scopeVersion,
        @Nullable String scopeAttributes) {}
