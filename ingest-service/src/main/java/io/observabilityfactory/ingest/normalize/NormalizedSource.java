package io.observabilityfactory.ingest.normalize;

import org.jspecify.annotations.Nullable;

/** What sent a record. */
public record NormalizedSource(
        NormalizedResource resource,
        @Nullable String scopeName,
        @Nullable String scopeVersion) {}
