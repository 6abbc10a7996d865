package io.observabilityfactory.cost.settlement;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a statement selects. Columns are read by position: to look each up by its name would take longer than all the rest of
 * settling.
 */
final class SelectedColumns {

    private final Map<String, String> selected = new LinkedHashMap<>();
    private final Map<String, Integer> positions = new HashMap<>();

    SelectedColumns columns(String... columns) {
        for (String column : columns) {
            expression(column, column);
        }
        return this;
    }

    /** @param sql what is selected under that name */
    SelectedColumns expression(String name, String sql) {
        positions.put(name, selected.size());
        selected.put(name, sql);
        return this;
    }

    int at(String name) {
        return positions.get(name);
    }

    /** What comes after {@code select}. */
    String sql() {
        return String.join(", ", selected.values());
    }
}
