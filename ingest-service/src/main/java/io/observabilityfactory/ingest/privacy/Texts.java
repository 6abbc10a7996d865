package io.observabilityfactory.ingest.privacy;

/** Cuts text without leaving half a character behind. */
public final class Texts {

    private Texts() {}

    /** At most {@code length} UTF-16 units; one less where the last one would be half of a pair. */
    public static String beginning(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
