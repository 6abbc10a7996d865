package io.observabilityfactory.model.price;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A model name in which {@code *} stands for any characters. */
record ModelPattern(String text, Pattern pattern) {

    static final char WILDCARD = '*';

    static boolean isPattern(String name) {
        return name.indexOf(WILDCARD) >= 0;
    }

    static ModelPattern of(String text) {
        return new ModelPattern(
                text,
                Pattern.compile(
                        Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"))));
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }

    /** The more letters are given, the more specific it is. */
    int specificity() {
        return (int) text.chars().filter(letter -> letter != WILDCARD).count();
    }
}
