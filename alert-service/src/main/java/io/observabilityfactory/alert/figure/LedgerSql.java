package io.observabilityfactory.alert.figure;

import io.observabilityfactory.alert.rule.Figure;
import io.observabilityfactory.alert.rule.Question;
import io.observabilityfactory.alert.rule.Timeframe;
import io.vertx.mutiny.sqlclient.Tuple;

/** Figures of what came in and what became of it. */
final class LedgerSql {

    private static final String REJECTIONS = """
            select sum(rejected)::numeric as value, null::bigint as samples
            from ingest_batch
            where project_id = $1 and committed_at >= $2 and committed_at < $3""";

    private static final String COST_LAG = """
            select greatest(extract(epoch from now() - min(committed_at)), 0)::numeric as value, null::bigint as samples
            from ingest_batch
            where project_id = $1 and settled_at is null and signal = 'traces'""";

    private LedgerSql() {}

    static Statement of(int projectId, Question question, Timeframe timeframe) {
        return question.figure() == Figure.COST_LAG
                ? new Statement(COST_LAG, Tuple.of(projectId))
                : new Statement(REJECTIONS, Tuple.of(projectId, timeframe.startUtc(), timeframe.endUtc()));
    }
}
