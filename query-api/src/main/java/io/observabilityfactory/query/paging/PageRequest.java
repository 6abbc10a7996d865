package io.observabilityfactory.query.paging;

import io.observabilityfactory.service.problem.ProblemException;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list a request asks for.
 *
 * <p>A cursor is the key of a row and a checksum over it, the path and the other parameters: one that was cut off on its way,
 * or that belongs to another list, is refused instead of leading somewhere. It holds nothing that its caller has not seen.
 */
public final class PageRequest {

    /** Names of the parameters of every list that comes in pages. */
    public static final String LIMIT = "limit";

    public static final String CURSOR = "cursor";

    private static final int BY_DEFAULT = 50;
    private static final int MOST = 1000;
    private static final int CHECKSUM_DIGITS = 8;

    private final int limit;
    private final Optional<PageKey> after;
    private final String list;

    private PageRequest(int limit, Optional<PageKey> after, String list) {
        this.limit = limit;
        this.after = after;
        this.list = list;
    }

    /**
     * @param limit how many rows a page has; {@code null} for 50
     * @param cursor a page's {@link Page#nextCursor}; {@code null} for the first page
     * @param uri of the request: its path and its other parameters are what the list is of
     */
    public static PageRequest parse(@Nullable String limit, @Nullable String cursor, UriInfo uri) {
        return parse(limit, cursor, list(uri));
    }

    /** Of a list that is usually wanted as a whole: a page has as many rows as it may have unless {@code limit} says less. */
    public static PageRequest parseLongest(@Nullable String limit, @Nullable String cursor, UriInfo uri) {
        return parse(limit == null ? Integer.toString(MOST) : limit, cursor, uri);
    }

    /** Of nobody's request: the first rows of a list that is asked for within the service. */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, Optional.empty(), "");
    }

    /** What comes behind a page that {@link #first}, or this, asked for; there has to be something. */
    public static PageRequest next(int limit, Page<?> page) {
        return new PageRequest(limit, Optional.of(key(Objects.requireNonNull(page.nextCursor()), "")), "");
    }

    static PageRequest parse(@Nullable String limit, @Nullable String cursor, String list) {
        return new PageRequest(size(limit), Optional.ofNullable(cursor).map(text -> key(text, list)), list);
    }

    public int limit() {
        return limit;
    }

    /** How many rows to read: one more than are shown tells whether there is a next page. */
    public int rowsToRead() {
        return limit + 1;
    }

    /** The key of the last row of the page before; empty for the first page. */
    public Optional<PageKey> after() {
        return after;
    }

    /**
     * The page of rows that were read.
     *
     * @param rows at most {@link #rowsToRead}, in the list's order
     * @param key of a row, unique in the list
     */
    public <T> Page<T> page(List<T> rows, Function<T, PageKey> key) {
        return rows.size() <= limit
                ? new Page<>(rows, null)
                : page(rows.subList(0, limit), key.apply(rows.get(limit - 1)));
    }

    /** A page after which the list goes on behind the row with the key, which need not be on the page. */
    public <T> Page<T> page(List<T> rows, PageKey last) {
        return new Page<>(List.copyOf(rows), cursor(last));
    }

    /** For what is no list, but has one in it: the cursor of what comes behind the row with the key. */
    public String cursor(PageKey last) {
        String key = last.encode();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((checksum(key, list) + key).getBytes(StandardCharsets.UTF_8));
    }

    private static int size(@Nullable String limit) {
        try {
            int size = limit == null ? BY_DEFAULT : Integer.parseInt(limit);
            if (size >= 1 && size <= MOST) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw badLimit();
        }
        throw badLimit();
    }

    private static ProblemException badLimit() {
        return ProblemException.invalid(LIMIT, "a number from 1 to " + MOST);
    }

    private static PageKey key(String cursor, String list) {
        String text = decoded(cursor);
        if (text.length() < CHECKSUM_DIGITS) {
            throw PageKey.unusable(null);
        }
        String key = text.substring(CHECKSUM_DIGITS);
        if (!text.startsWith(checksum(key, list))) {
            throw PageKey.unusable(null);
        }
        return PageKey.decode(key);
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw PageKey.unusable(e);
        }
    }

    private static String checksum(String key, String list) {
        CRC32C checksum = new CRC32C();
        checksum.update((list + '\n' + key).getBytes(StandardCharsets.UTF_8));
        return String.format("%0" + CHECKSUM_DIGITS + "x", checksum.getValue());
    }

    private static String list(UriInfo uri) {
        Map<String, List<String>> parameters = new TreeMap<>(uri.getQueryParameters());
        parameters.remove(LIMIT);
        parameters.remove(CURSOR);
        return uri.getPath() + parameters;
    }
}
