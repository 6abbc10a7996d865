package io.observabilityfactory.cost.rollup;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Differences to the rows of a rollup, column by column: each is a parameter of the statement that adds them. */
record Columns<K, D>(List<Map.Entry<K, D>> rows) {

    static <K, D> Columns<K, D> of(NavigableMap<K, D> deltas) {
        return new Columns<>(List.copyOf(deltas.entrySet()));
    }

    <T> T[] keys(Function<K, T> value, IntFunction<T[]> array) {
        return rows.stream().map(row -> value.apply(row.getKey())).toArray(array);
    }

    <T> T[] sums(Function<D, T> value, IntFunction<T[]> array) {
        return rows.stream().map(row -> value.apply(row.getValue())).toArray(array);
    }
}
