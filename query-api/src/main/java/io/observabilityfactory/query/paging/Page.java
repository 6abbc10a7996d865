package io.observabilityfactory.query.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list. An endpoint that returns one and produces {@link #CSV} beside JSON exports it without more ado.
 *
 * @param nextCursor what to ask for the next part with; {@code null} on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /** The media type of {@link CsvPages}. */
    public static final String CSV = "text/csv";

    public static <T> Page<T> ofAll(List<T> items) {
        return new Page<>(items, null);
    }
}
