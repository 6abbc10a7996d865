package io.observabilityfactory.alert.rule;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the evaluation asks the database: one figure of all groups of a scope.
 *
 * @param metric the name of the metric; null for other figures
 * @param aggregation how the points of a metric become one value
 * @param minimumSamples of fewer calls or points the figure is unknown
 * @param memory groups that were seen so long before are asked for, too, though they may have no data any more
 * @param lowIsBad whether of too many groups those with the lowest figures are wanted, and not those with the highest
 */
public record Question(
        Figure figure,
        @Nullable String metric,
        Aggregation aggregation,
        Scope scope,
        long minimumSamples,
        Duration memory,
        boolean lowIsBad) {

    public Question(
            Figure figure,
            @Nullable String metric,
            Aggregation aggregation,
            Scope scope,
            long minimumSamples,
            Duration memory) {
        this(figure, metric, aggregation, scope, minimumSamples, memory, false);
    }

    public static Question of(Figure figure, Scope scope) {
        return new Question(figure, null, Aggregation.AVG, scope, 0, Duration.ZERO);
    }
}
