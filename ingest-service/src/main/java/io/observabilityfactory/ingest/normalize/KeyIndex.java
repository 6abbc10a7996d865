package io.observabilityfactory.ingest.normalize;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers the keys of all fields, so that the attributes of a span are looked up once each and not once a field. */
final class KeyIndex {

    private final Map<String, Integer> numbers = new HashMap<>();

    int number(String key) {
        return numbers.computeIfAbsent(key, k -> numbers.size());
    }

    /** {@code null} for a key that no field has. */
    @Nullable
    Integer find(String key) {
        return numbers.get(key);
    }

    List<String> names() {
        return numbers.keySet().stream().sorted().toList();
    }

    int size() {
        return numbers.size();
    }
}
