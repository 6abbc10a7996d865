package io.observabilityfactory.query.trace;

import io.observabilityfactory.service.problem.ProblemException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words that a text has to contain, as whole or part of its own words, without regard to case. Blanks, quotes and backslashes
 * separate words: the last two are written in different ways wherever JSON is stored within JSON.
 */
public final class SearchWords {

    public static final SearchWords NONE = new SearchWords(List.of());

    private static final int MOST = 10;
    private static final int LONGEST = 100;

    private final List<String> words;

    private SearchWords(List<String> words) {
        this.words = words;
    }

    static SearchWords parse(String parameter, @Nullable String text) {
        if (text == null) {
            return NONE;
        }
        List<String> words = Arrays.stream(text.split("[\\s\"\\\\\\p{Cntrl}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty() || words.size() > MOST || words.stream().anyMatch(word -> word.length() > LONGEST)) {
            throw ProblemException.invalid(parameter, "1 to " + MOST + " words of up to " + LONGEST + " characters");
        }
        return new SearchWords(words);
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /** For each word the patterns of {@code ILIKE} under the collation C of which one has to match. */
    List<String[]> patterns() {
        return words.stream().map(SearchWords::patterns).toList();
    }

    /**
     * The collation C folds ASCII letters only, which is many times faster than what other collations do. For other letters
     * the usual spellings are tried, and the escapes that JSON within JSON may have for them.
     */
    private static String[] patterns(String word) {
        if (word.chars().allMatch(c -> c < 128)) {
            return new String[] {pattern(word)};
        }
        Set<String> spellings = new LinkedHashSet<>();
        for (String spelling :
                List.of(word, word.toLowerCase(Locale.ROOT), word.toUpperCase(Locale.ROOT), capitalized(word))) {
            spellings.add(pattern(spelling));
            spellings.add(pattern(escaped(spelling)));
        }
        return spellings.toArray(String[]::new);
    }

    private static String capitalized(String word) {
        int first = word.offsetByCodePoints(0, 1);
        return word.substring(0, first).toUpperCase(Locale.ROOT)
                + word.substring(first).toLowerCase(Locale.ROOT);
    }

    /** As in the text of a JSON text: with two backslashes. */
    private static String escaped(String word) {
        StringBuilder escaped = new StringBuilder();
        word.chars().forEach(c -> {
            if (c < 128) {
                escaped.append((char) c);
            } else {
                escaped.append(String.format("\\\\u%04x", c));
            }
        });
        return escaped.toString();
    }

    private static String pattern(String part) {
        return "%" + part.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
