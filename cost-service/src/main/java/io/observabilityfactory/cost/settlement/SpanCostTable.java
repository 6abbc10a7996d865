package io.observabilityfactory.cost.settlement;

import static java.util.stream.Collectors.joining;

import io.observabilityfactory.cost.billing.Charge;
import io.observabilityfactory.model.trace.SpanKey;
import io.observabilityfactory.model.usage.TokenBucket;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Writes charges to {@code span_cost}, in place of what was charged before. Its partitions have to be there. */
final class SpanCostTable {

    private static final List<String> CHARGED = Stream.concat(
                    Stream.of("agent", "environment", "billing", "price_id", "total_usd", "unpriced_tokens"),
                    Arrays.stream(TokenBucket.values()).map(TokenBucket::usdColumn))
            .toList();

    private static final String UPSERT = """
            insert into span_cost (project_id, trace_id, span_id, start_time, %1$s)
            select $1, trace_id, span_id, start_time, %1$s
            from unnest($2::bytea[], $3::bytea[], $4::timestamptz[],
                        $5::text[], $6::text[], $7::text[], $8::bigint[], $9::numeric[], $10::bigint[], %2$s)
                 as charge (trace_id, span_id, start_time, %1$s)
            on conflict (project_id, trace_id, span_id, start_time) do update set %3$s""".formatted(
            String.join(", ", CHARGED),
            Arrays.stream(TokenBucket.values())
                    .map(bucket -> "$" + (11 + bucket.ordinal()) + "::numeric[]")
                    .collect(joining(", ")),
            CHARGED.stream().map(column -> column + " = excluded." + column).collect(joining(", ")));

    private SpanCostTable() {}

    static Uni<Void> write(SqlConnection transaction, int projectId, Map<SpanKey, Charge> charges) {
        if (charges.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(UPSERT)
                .execute(parameters(projectId, charges))
                .replaceWithVoid();
    }

    private static Tuple parameters(int projectId, Map<SpanKey, Charge> charges) {
        Columns columns = new Columns(List.copyOf(charges.entrySet()));
        Tuple tuple = Tuple.tuple()
                .addInteger(projectId)
                .addValue(columns.keys(key -> Buffer.buffer(key.traceId().toBytes()), Buffer[]::new))
                .addValue(columns.keys(key -> Buffer.buffer(key.spanId().toBytes()), Buffer[]::new))
                .addValue(columns.keys(key -> key.startTime().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addValue(columns.charges(charge -> charge.attribution().agent(), String[]::new))
                .addValue(columns.charges(charge -> charge.attribution().environment(), String[]::new))
                .addValue(columns.charges(charge -> charge.billing().code(), String[]::new))
                .addValue(columns.charges(Charge::priceId, Long[]::new))
                .addValue(columns.charges(Charge::totalUsd, BigDecimal[]::new))
                .addValue(columns.charges(Charge::unpricedTokens, Long[]::new));
        for (TokenBucket bucket : TokenBucket.values()) {
            tuple.addValue(columns.charges(charge -> charge.usdByBucket().get(bucket), BigDecimal[]::new));
        }
        return tuple;
    }

    private record Columns(List<Map.Entry<SpanKey, Charge>> rows) {

        <T> T[] keys(Function<SpanKey, T> value, IntFunction<T[]> array) {
            return rows.stream().map(row -> value.apply(row.getKey())).toArray(array);
        }

        <T> T[] charges(Function<Charge, T> value, IntFunction<T[]> array) {
            return rows.stream().map(row -> value.apply(row.getValue())).toArray(array);
        }
    }
}
