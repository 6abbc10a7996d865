package io.observabilityfactory.ingest.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.function.Predicate;

/**
 * Replaces what matches a regular expression. RE2 expressions take time in proportion to the text, whatever the expression
 * and the text are, so that none of a project's own can stop the service.
 *
 * @param accepts a check of the matched text
 */
record Mask(Pattern pattern, Predicate<String> accepts, String replacement) {

    private static final String MASKED = "[masked]";

    /** Throws {@link com.google.re2j.PatternSyntaxException} when the expression is none. */
    static Mask of(String expression) {
        return new Mask(Pattern.compile(expression), match -> true, MASKED);
    }

    String apply(String text) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder masked = new StringBuilder();
        int copied = 0;
        while (matcher.find()) {
            if (matcher.end() > matcher.start() && accepts.test(matcher.group())) {
                masked.append(text, copied, matcher.start()).append(replacement);
                copied = matcher.end();
            }
        }
        return copied == 0 ? text : masked.append(text, copied, text.length()).toString();
    }
}
