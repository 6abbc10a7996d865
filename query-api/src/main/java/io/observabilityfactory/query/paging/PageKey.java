package io.observabilityfactory.query.paging;

import io.observabilityfactory.service.problem.ProblemException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The key of the row that a page begins after: one value for each column that the list is sorted by. */
public final class PageKey {

    private static final String SEPARATOR = "&";

    private final List<String> values;

    private PageKey(List<String> values) {
        this.values = values;
    }

    /** @param values as they are written by {@code toString}; times as {@link OffsetDateTime} */
    public static PageKey of(Object... values) {
        return new PageKey(Arrays.stream(values).map(Object::toString).toList());
    }

    static PageKey decode(String text) {
        return new PageKey(Arrays.stream(text.split(SEPARATOR, -1))
                .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
                .toList());
    }

    String encode() {
        return values.stream()
                .map(value -> URLEncoder.encode(value, StandardCharsets.UTF_8))
                .collect(Collectors.joining(SEPARATOR));
    }

    public String text(int position) {
        if (position >= values.size()) {
            throw unusable(null);
        }
        return values.get(position);
    }

    public OffsetDateTime time(int position) {
        try {
            return OffsetDateTime.parse(text(position));
        } catch (DateTimeException e) {
            throw unusable(e);
        }
    }

    public long number(int position) {
        try {
            return Long.parseLong(text(position));
        } catch (NumberFormatException e) {
            throw unusable(e);
        }
    }

    /** What everybody is told whose cursor this list did not give out. */
    static ProblemException unusable(@Nullable Throwable cause) {
        ProblemException problem = ProblemException.badParameter(
                "cursor", "must be a nextCursor of this very list, asked for with the same parameters");
        if (cause != null) {
            problem.addSuppressed(cause);
        }
        return problem;
    }
}
