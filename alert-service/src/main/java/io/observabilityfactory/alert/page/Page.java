package io.observabilityfactory.alert.page;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** @param nextCursor where the next page starts; null on the last one */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /** @param read one more than the page has, so that it is known whether another one follows */
    public static <T> Page<T> of(List<T> read, PageRequest request, ToLongFunction<T> id) {
        if (read.size() <= request.size()) {
            return new Page<>(read, null);
        }
        List<T> items = read.subList(0, request.size());
        return new Page<>(items, Long.toString(id.applyAsLong(items.get(items.size() - 1))));
    }
}
