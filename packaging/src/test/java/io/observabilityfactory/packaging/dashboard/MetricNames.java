package io.observabilityfactory.packaging.dashboard;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metrics that an expression of Prometheus names, without those that recording rules make, which have colons. */
public final class MetricNames {

    /** What holds names of other things: texts, selections, ranges, and lists of labels. */
    private static final Pattern NO_METRICS = Pattern.compile(
            "\"[^\"]*\"|\\{[^}]*}|\\[[^\\]]*]|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    /** Neither a part of a number nor a function or an operator on the operands that follow in parentheses. */
    private static final Pattern NAME = Pattern.compile("(?<![\\w:$.])[a-zA-Z_][\\w:]*+(?!\\s*\\()");

    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset", "Inf", "NaN");

    private MetricNames() {}

    public static Set<String> in(String expression) {
        // Texts first: what a selection compares with may hold braces.
        String bare = expression.replaceAll("\"[^\"]*\"", "\"\"");
        return NAME.matcher(NO_METRICS.matcher(bare).replaceAll(" "))
                .results()
                .map(MatchResult::group)
                .filter(name -> !name.contains(":") && !OPERATORS.contains(name))
                .collect(Collectors.toSet());
    }
}
