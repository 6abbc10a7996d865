package io.observabilityfactory.ingest.store;

import io.observabilityfactory.model.trace.SpanKey;
import java.util.HashMap;
import java.util.Map;

/**
 * What became of the spans of a batch.
 *
 * @param refused the reason by span, of those the database cannot hold
 */
record StoreResult(int stored, int duplicates, Map<SpanKey, String> refused) {

    StoreResult plus(StoreResult other) {
        Map<SpanKey, String> both = new HashMap<>(refused);
        both.putAll(other.refused);
        return new StoreResult(stored + other.stored, duplicates + other.duplicates, both);
    }
}
