package io.observabilityfactory.ingest.normalize;

import java.util.List;
import java.util.Map;

/** What recorded clients do not tell, and why that is theirs. */
final class Gaps {

    private Gaps() {}

    static Map<String, List<String>> of(String client) {
        return Map.of();
    }
}
