package io.observabilityfactory.cost.rollup;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.NavigableMap;

/**
 * Adds differences to {@code usage_quarter_hour} within the caller's transaction, of which it should be the last statement: all
 * transactions of a project write the same row, and the next one waits until this one has committed.
 */
final class SpentTable {

    private static final String ADD = """
            insert into usage_quarter_hour as known (project_id, bucket_start, calls, tokens, cost_usd, unpriced_tokens)
            select $1, delta.*
            from unnest($2::timestamptz[], $3::bigint[], $4::bigint[], $5::numeric[], $6::bigint[]) delta
            on conflict (project_id, bucket_start) do update set
                calls = known.calls + excluded.calls,
                tokens = known.tokens + excluded.tokens,
                cost_usd = known.cost_usd + excluded.cost_usd,
                unpriced_tokens = known.unpriced_tokens + excluded.unpriced_tokens""";

    private SpentTable() {}

    static Uni<Void> add(SqlConnection transaction, int projectId, NavigableMap<Instant, SpentDelta> deltas) {
        if (deltas.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Columns<Instant, SpentDelta> columns = Columns.of(deltas);
        Tuple parameters = Tuple.tuple()
                .addInteger(projectId)
                .addValue(columns.keys(quarter -> quarter.atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addValue(columns.sums(SpentDelta::calls, Long[]::new))
                .addValue(columns.sums(SpentDelta::tokens, Long[]::new))
                .addValue(columns.sums(SpentDelta::costUsd, BigDecimal[]::new))
                .addValue(columns.sums(SpentDelta::unpricedTokens, Long[]::new));
        return transaction.preparedQuery(ADD).execute(parameters).replaceWithVoid();
    }
}
