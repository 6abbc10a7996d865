package io.observabilityfactory.cost.rollup;

import io.observabilityfactory.model.usage.TokenBucket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.NavigableMap;

/** Adds differences to {@code usage_user_hour} and {@code usage_release_hour} within the caller's transaction. */
final class ContextTables {

    private static final String ADD_FACETS = """
            insert into usage_user_hour as known
                (project_id, facet, bucket_start, name, calls, errors, tokens, cost_usd, unpriced_tokens)
            select $1, delta.*
            from unnest($2::text[], $3::timestamptz[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::numeric[],
                        $9::bigint[]) delta
            on conflict (project_id, facet, bucket_start, name) do update set
                calls = known.calls + excluded.calls,
                errors = known.errors + excluded.errors,
                tokens = known.tokens + excluded.tokens,
                cost_usd = known.cost_usd + excluded.cost_usd,
                unpriced_tokens = known.unpriced_tokens + excluded.unpriced_tokens""";

    private static final String ADD_RELEASES = """
            insert into usage_release_hour as known
                (project_id, bucket_start, release, agent, span_type, calls, errors, timeouts, duration_nanos, tokens,
                 generated_tokens, cost_usd, unpriced_tokens, latency_counts)
            select $1, d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11, d12, d13::integer[]
            from unnest($2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[],
                        $9::numeric[], $10::bigint[], $11::bigint[], $12::numeric[], $13::bigint[], $14::text[])
                 as delta (d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11, d12, d13)
            on conflict (project_id, bucket_start, release, agent, span_type) do update set
                calls = known.calls + excluded.calls,
                errors = known.errors + excluded.errors,
                timeouts = known.timeouts + excluded.timeouts,
                duration_nanos = known.duration_nanos + excluded.duration_nanos,
                tokens = known.tokens + excluded.tokens,
                generated_tokens = known.generated_tokens + excluded.generated_tokens,
                cost_usd = known.cost_usd + excluded.cost_usd,
                unpriced_tokens = known.unpriced_tokens + excluded.unpriced_tokens,
                latency_counts = histogram_add(known.latency_counts, excluded.latency_counts)""";

    private ContextTables() {}

    static Uni<Void> add(SqlConnection transaction, int projectId, UsageDeltas deltas) {
        return addFacets(transaction, projectId, deltas.byFacet())
                .chain(() -> addReleases(transaction, projectId, deltas.byRelease()));
    }

    private static Uni<Void> addFacets(
            SqlConnection transaction, int projectId, NavigableMap<FacetKey, FacetDelta> deltas) {
        if (deltas.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Columns<FacetKey, FacetDelta> columns = Columns.of(deltas);
        Tuple parameters = Tuple.tuple()
                .addInteger(projectId)
                .addValue(columns.keys(key -> key.facet().code(), String[]::new))
                .addValue(columns.keys(key -> key.hour().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addValue(columns.keys(FacetKey::name, String[]::new))
                .addValue(columns.sums(FacetDelta::calls, Long[]::new))
                .addValue(columns.sums(FacetDelta::errors, Long[]::new))
                .addValue(columns.sums(FacetDelta::tokens, Long[]::new))
                .addValue(columns.sums(FacetDelta::costUsd, BigDecimal[]::new))
                .addValue(columns.sums(FacetDelta::unpricedTokens, Long[]::new));
        return transaction.preparedQuery(ADD_FACETS).execute(parameters).replaceWithVoid();
    }

    private static Uni<Void> addReleases(
            SqlConnection transaction, int projectId, NavigableMap<ReleaseKey, UsageDelta> deltas) {
        if (deltas.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Columns<ReleaseKey, UsageDelta> columns = Columns.of(deltas);
        Tuple parameters = Tuple.tuple()
                .addInteger(projectId)
                .addValue(columns.keys(key -> key.hour().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addValue(columns.keys(ReleaseKey::release, String[]::new))
                .addValue(columns.keys(ReleaseKey::agent, String[]::new))
                .addValue(columns.keys(ReleaseKey::spanType, String[]::new))
                .addValue(columns.sums(UsageDelta::calls, Long[]::new))
                .addValue(columns.sums(UsageDelta::errors, Long[]::new))
                .addValue(columns.sums(UsageDelta::timeouts, Long[]::new))
                .addValue(columns.sums(UsageDelta::durationNanos, BigDecimal[]::new))
                .addValue(columns.sums(ContextTables::allTokens, Long[]::new))
                .addValue(columns.sums(
                        delta -> delta.tokens(TokenBucket.OUTPUT) + delta.tokens(TokenBucket.REASONING), Long[]::new))
                .addValue(columns.sums(UsageDelta::costUsd, BigDecimal[]::new))
                .addValue(columns.sums(UsageDelta::unpricedTokens, Long[]::new))
                .addValue(columns.sums(UsageDelta::latencyCounts, String[]::new));
        return transaction.preparedQuery(ADD_RELEASES).execute(parameters).replaceWithVoid();
    }

    private static long allTokens(UsageDelta delta) {
        return Arrays.stream(TokenBucket.values()).mapToLong(delta::tokens).sum();
    }
}
