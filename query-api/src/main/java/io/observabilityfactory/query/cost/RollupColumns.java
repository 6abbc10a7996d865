package io.observabilityfactory.query.cost;

import io.observabilityfactory.model.trace.SpanType;
import io.observabilityfactory.model.usage.TokenBucket;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What statements over the rollups have in common, in SQL. */
public final class RollupColumns {

    /** The sum of a row's tokens of all kinds. */
    public static final String TOKENS =
            Arrays.stream(TokenBucket.values()).map(TokenBucket::column).collect(Collectors.joining(" + "));

    /** Whether a row is of spans that call models. */
    static final String CALLS_MODEL = Arrays.stream(SpanType.values())
            .filter(SpanType::callsModel)
            .map(type -> "'" + type.code() + "'")
            .collect(Collectors.joining(", ", "span_type in (", ")"));

    private RollupColumns() {}
}
