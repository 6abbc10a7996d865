package io.observabilityfactory.ingest.store;

import java.util.HashMap;
import java.util.Map;

/**
 * What became of the records of a batch.
 *
 * @param rejected how many are in the ledger as rejected, those of {@code refused} among them
 * @param refused the reason by key, of those the database cannot hold
 */
record StoreResult(int stored, int duplicates, int rejected, Map<Object, String> refused) {

    StoreResult plus(StoreResult other) {
        Map<Object, String> both = new HashMap<>(refused);
        both.putAll(other.refused);
        return new StoreResult(stored + other.stored, duplicates + other.duplicates, rejected + other.rejected, both);
    }

    StoreResult refusing(Object key, String reason) {
        return plus(new StoreResult(0, 0, 0, Map.of(key, reason)));
    }
}
