package io.observabilityfactory.query.metric;

import io.observabilityfactory.service.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What becomes of several values in one step of a series. */
enum Aggregation {
    AVG("avg(value)"),
    MIN("min(value)"),
    MAX("max(value)"),
    SUM("sum(value)"),
    /** The latest, as of a sum that counts on and on. */
    LAST("(array_agg(value order by time desc))[1]");

    private final String sql;

    Aggregation(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Aggregation parse(String code) {
        return Arrays.stream(values())
                .filter(aggregation -> aggregation.code().equals(code))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "aggregation",
                        "one of "
                                + Arrays.stream(values()).map(Aggregation::code).collect(Collectors.joining(", "))));
    }
}
