package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.ingest.privacy.Texts;
import org.jspecify.annotations.Nullable;

/** Text as Postgres can hold it. */
final class StorableText {

    /** Longer values are cut: five of them together have to fit an index entry, 2 704 bytes, in any script. */
    static final int DIMENSION_LENGTH = 150;

    private static final int NAME_LENGTH = 500;

    private StorableText() {}

    /** The NUL character, which Postgres has no place for, becomes the replacement character. */
    static String of(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    /** The beginning of what a span is called. */
    static String name(String text) {
        return Texts.beginning(of(text), NAME_LENGTH);
    }

    /** The beginning of a value that is part of keys and indexes. */
    static @Nullable String dimension(@Nullable String text) {
        return text == null ? null : Texts.beginning(text, DIMENSION_LENGTH);
    }
}
