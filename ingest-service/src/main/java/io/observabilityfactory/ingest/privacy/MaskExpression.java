package io.observabilityfactory.ingest.privacy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import java.util.regex.MatchResult;

/** Tells whether a regular expression may be a project's mask. */
public final class MaskExpression {

    private static final int LONGEST = 500;
    private static final int LARGEST_PROGRAM = 10_000;

    /** Repetitions are unfolded: some within each other make a program of gigabytes, which is to be known before. */
    private static final java.util.regex.Pattern REPETITION = java.util.regex.Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");

    private static final int MOST_COPIES = 1_000;

    private MaskExpression() {}

    /** Why it may not, to follow the name of a parameter; empty when it may. */
    public static Optional<String> complaint(String expression) {
        if (expression.isEmpty() || expression.length() > LONGEST || expression.indexOf('\0') >= 0) {
            return Optional.of("must be an expression of 1 to " + LONGEST + " characters");
        }
        if (copies(expression) > MOST_COPIES) {
            return Optional.of("repeats too much: the numbers of its repetitions multiply to more than " + MOST_COPIES);
        }
        try {
            int size = Pattern.compile(expression).programSize();
            return size > LARGEST_PROGRAM
                    ? Optional.of("is too large: its repetitions make a program of " + size + " steps, of which "
                            + LARGEST_PROGRAM + " are allowed")
                    : Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("is not an RE2 expression: " + e.getDescription());
        }
    }

    private static double copies(String expression) {
        return REPETITION
                .matcher(expression)
                .results()
                .mapToDouble(MaskExpression::most)
                .reduce(1, (a, b) -> a * b);
    }

    private static double most(MatchResult repetition) {
        String most = repetition.group(2);
        return Math.max(1, Double.parseDouble(most == null || most.isEmpty() ? repetition.group(1) : most));
    }
}
