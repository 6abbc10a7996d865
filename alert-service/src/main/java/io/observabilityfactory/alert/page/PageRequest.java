package io.observabilityfactory.alert.page;

import io.observabilityfactory.service.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Which page is asked for.
 *
 * @param after the id of the last item of the page before
 */
public record PageRequest(long after, int size) {

    private static final int DEFAULT_SIZE = 50;
    private static final int LARGEST = 200;

    /** @param start where the first page starts: 0 for ascending ids, {@link Long#MAX_VALUE} for descending ones */
    public static PageRequest of(@Nullable String cursor, @Nullable Integer limit, long start) {
        int size = limit == null ? DEFAULT_SIZE : limit;
        if (size < 1 || size > LARGEST) {
            throw ProblemException.invalid("limit", "a number from 1 to " + LARGEST);
        }
        return new PageRequest(cursor == null ? start : id(cursor), size);
    }

    private static long id(String cursor) {
        if (!cursor.matches("\\d{1,18}")) {
            throw ProblemException.invalid("cursor", "the nextCursor of another page");
        }
        return Long.parseLong(cursor);
    }

    /** How many rows to read. */
    public int rows() {
        return size + 1;
    }
}
