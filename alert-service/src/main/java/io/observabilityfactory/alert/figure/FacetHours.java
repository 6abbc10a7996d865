package io.observabilityfactory.alert.figure;

import io.observabilityfactory.alert.rule.Dimension;
import io.observabilityfactory.alert.rule.Figure;
import io.observabilityfactory.alert.rule.Question;
import io.observabilityfactory.alert.rule.Scope;
import io.observabilityfactory.alert.rule.Timeframe;
import io.observabilityfactory.model.usage.TokenBucket;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The whole hours of a timeframe as the rollup by user, session and tag has them. It knows one of the three at a time, and of calls
 * only those of models; what else is asked takes reading spans.
 *
 * @param facet user, session or tag
 */
record FacetHours(Dimension facet, Instant start, Instant end) {

    private static final Set<Figure> FIGURES = Set.of(Figure.COST, Figure.TOKENS, Figure.UNPRICED_TOKENS);

    /** Rows with the columns that rows of spans have; all tokens of a row are in the first bucket. */
    private static final String ROWS = """
            select case facet when 'user' then name end as user_id, case facet when 'session' then name end as session_id,
                   jsonb_build_array(name) as tags, cost_usd, unpriced_tokens, %s
            from usage_user_hour
            where project_id = $1 and facet = '%s' and bucket_start >= %s and bucket_start < %s%s""";

    private static final String TOKENS = Arrays.stream(TokenBucket.values())
            .map(bucket -> (bucket.ordinal() == 0 ? "tokens" : "0") + " as " + bucket.column())
            .collect(Collectors.joining(", "));

    /** The columns of {@link #rows}. */
    static final String COLUMNS = "user_id, session_id, tags, cost_usd, unpriced_tokens, "
            + Arrays.stream(TokenBucket.values()).map(TokenBucket::column).collect(Collectors.joining(", "));

    /** Empty when spans have to be read. */
    static Optional<FacetHours> of(Question question, Timeframe timeframe) {
        Instant start = ceiling(timeframe.start());
        Instant end = timeframe.end().truncatedTo(ChronoUnit.HOURS);
        return FIGURES.contains(question.figure()) && start.isBefore(end)
                ? facet(question.scope()).map(facet -> new FacetHours(facet, start, end))
                : Optional.empty();
    }

    private static Instant ceiling(Instant moment) {
        Instant hour = moment.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(moment) ? hour : hour.plus(1, ChronoUnit.HOURS);
    }

    private static Optional<Dimension> facet(Scope scope) {
        if (scope.names().size() != 1) {
            return Optional.empty();
        }
        Dimension only = Dimension.ofCode(scope.names().iterator().next()).orElseThrow();
        return only.isRolledUp() || (only == Dimension.TAG && isAnyOfSeveralTags(scope))
                ? Optional.empty()
                : Optional.of(only);
    }

    /** A span with two of the tags counts once, and with a tag that is asked for it counts under all it has. */
    private static boolean isAnyOfSeveralTags(Scope scope) {
        List<String> wanted = scope.filter().getOrDefault(Dimension.TAG.code(), List.of());
        return !wanted.isEmpty() && (wanted.size() > 1 || !scope.groupBy().isEmpty());
    }

    /** Spans without a tag are counted under the empty name, which is none. */
    String rows(String from, String to) {
        return ROWS.formatted(TOKENS, facet.code(), from, to, facet == Dimension.TAG ? " and name <> ''" : "");
    }

    OffsetDateTime startUtc() {
        return start.atOffset(ZoneOffset.UTC);
    }

    OffsetDateTime endUtc() {
        return end.atOffset(ZoneOffset.UTC);
    }
}
