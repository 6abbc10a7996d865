package io.observabilityfactory.cost.rollup;

import static java.util.stream.Collectors.joining;

import io.observabilityfactory.model.usage.TokenBucket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.stream.Stream;

/** Adds differences to the rollups within the caller's transaction. */
@ApplicationScoped
public class UsageTables {

    private static final List<String> KEYS =
            List.of("bucket_start", "agent", "span_type", "provider", "model", "service", "environment");

    private static final List<String> SUMS = Stream.of(
                    Stream.of("calls", "errors", "timeouts", "duration_nanos"),
                    Arrays.stream(TokenBucket.values()).map(TokenBucket::column),
                    Stream.of("cost_usd", "unpriced_tokens"))
            .flatMap(columns -> columns)
            .toList();

    public Uni<Void> add(SqlConnection transaction, int projectId, UsageDeltas deltas) {
        deltas.dropNothing();
        NavigableMap<UsageKey, UsageDelta> byMinute = deltas.byMinute();
        NavigableMap<UsageKey, UsageDelta> byHour = UsageDeltas.by(ChronoUnit.HOURS, byMinute);
        NavigableMap<UsageKey, UsageDelta> byDay = UsageDeltas.by(ChronoUnit.DAYS, byHour);
        return add(transaction, "usage_minute", projectId, byMinute)
                .chain(() -> add(transaction, "usage_hour", projectId, byHour))
                .chain(() -> add(transaction, "usage_day", projectId, byDay))
                .chain(() -> ContextTables.add(transaction, projectId, deltas))
                .chain(() -> SpentTable.add(transaction, projectId, SpentDelta.byQuarterHour(byMinute)));
    }

    private static Uni<Void> add(
            SqlConnection transaction, String table, int projectId, NavigableMap<UsageKey, UsageDelta> deltas) {
        return deltas.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(upsert(table))
                        .execute(parameters(projectId, deltas))
                        .replaceWithVoid();
    }

    private static String upsert(String table) {
        return """
                insert into %1$s (project_id, %2$s, %3$s, latency_counts)
                select $1, %2$s, %3$s, latency_counts::integer[]
                from unnest($2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                            $9::bigint[], $10::bigint[], $11::bigint[], $12::numeric[],
                            $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[], $17::bigint[], $18::bigint[],
                            $19::bigint[], $20::numeric[], $21::bigint[], $22::text[])
                     as delta (%2$s, %3$s, latency_counts)
                on conflict (project_id, %2$s) do update set %4$s,
                    latency_counts = histogram_add(%1$s.latency_counts, excluded.latency_counts)""".formatted(
                        table,
                        String.join(", ", KEYS),
                        String.join(", ", SUMS),
                        SUMS.stream()
                                .map(column -> column + " = " + table + "." + column + " + excluded." + column)
                                .collect(joining(", ")));
    }

    private static Tuple parameters(int projectId, NavigableMap<UsageKey, UsageDelta> deltas) {
        Columns<UsageKey, UsageDelta> columns = Columns.of(deltas);
        Tuple tuple = Tuple.tuple()
                .addInteger(projectId)
                .addValue(columns.keys(key -> key.bucketStart().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addValue(columns.keys(UsageKey::agent, String[]::new))
                .addValue(columns.keys(UsageKey::spanType, String[]::new))
                .addValue(columns.keys(UsageKey::provider, String[]::new))
                .addValue(columns.keys(UsageKey::model, String[]::new))
                .addValue(columns.keys(UsageKey::service, String[]::new))
                .addValue(columns.keys(UsageKey::environment, String[]::new))
                .addValue(columns.sums(UsageDelta::calls, Long[]::new))
                .addValue(columns.sums(UsageDelta::errors, Long[]::new))
                .addValue(columns.sums(UsageDelta::timeouts, Long[]::new))
                .addValue(columns.sums(UsageDelta::durationNanos, BigDecimal[]::new));
        for (TokenBucket bucket : TokenBucket.values()) {
            tuple.addValue(columns.sums(delta -> delta.tokens(bucket), Long[]::new));
        }
        return tuple.addValue(columns.sums(UsageDelta::costUsd, BigDecimal[]::new))
                .addValue(columns.sums(UsageDelta::unpricedTokens, Long[]::new))
                .addValue(columns.sums(UsageDelta::latencyCounts, String[]::new));
    }
}
