package io.observabilityfactory.alert.figure;

import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Answers with a row by group: {@code g0}, {@code g1} and so on, {@code value}, {@code samples}, and of histograms {@code counts}, the
 * first of which is of {@code first_bucket}, from 1.
 */
record Statement(String sql, Tuple parameters) {

    /** The worst groups only. A histogram has no value yet: of those the ones with most calls. */
    Statement limitedTo(int most, boolean lowestFirst) {
        Tuple limited = Tuple.tuple();
        for (int i = 0; i < parameters.size(); i++) {
            limited.addValue(parameters.getValue(i));
        }
        limited.addInteger(most);
        return new Statement(
                "select * from (" + sql + ") answers order by value "
                        + (lowestFirst ? "asc nulls first" : "desc nulls last") + ", samples desc nulls last limit $"
                        + limited.size(),
                limited);
    }
}
