package io.observabilityfactory.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param nextCursor what to ask for the next part with; {@code null} on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    public static <T> Page<T> ofAll(List<T> items) {
        return new Page<>(items, null);
    }
}
