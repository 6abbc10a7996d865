package io.observabilityfactory.ingest.normalize;

import org.jspecify.annotations.Nullable;

/** Text as Postgres can hold it. */
final class StorableText {

    /** Longer values are cut: five of them together have to fit an index entry, 2 704 bytes, in any script. */
    static final int DIMENSION_LENGTH = 150;

    private StorableText() {}

    /** The NUL character, which Postgres has no place for, becomes the replacement character. */
    static String of(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    /** The beginning of a value that is part of keys and indexes. */
    static @Nullable String dimension(@Nullable String text) {
        if (text == null || text.length() <= DIMENSION_LENGTH) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(DIMENSION_LENGTH - 1));
        return text.substring(0, splitsPair ? DIMENSION_LENGTH - 1 : DIMENSION_LENGTH);
    }
}
