package io.observabilityfactory.ingest.privacy;

import java.util.Locale;

/** How much of message content is kept. */
public enum ContentMode {
    FULL {
        @Override
        String kept(String content) {
            return content;
        }
    },
    TRUNCATED {
        @Override
        String kept(String content) {
            return content.length() <= BEGINNING ? content : Texts.beginning(content, BEGINNING) + " [truncated]";
        }
    },
    NONE {
        @Override
        String kept(String content) {
            return "[not kept]";
        }
    };

    /** Characters. */
    static final int BEGINNING = 200;

    abstract String kept(String content);

    /** As it is stored and shown. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a name that no mode has */
    public static ContentMode ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
