package io.observabilityfactory.cost.settlement;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.partitioningBy;

import io.observabilityfactory.cost.billing.Amount;
import io.observabilityfactory.cost.billing.Charge;
import io.observabilityfactory.cost.billing.ChargeChange;
import io.observabilityfactory.model.price.PriceBucket;
import io.observabilityfactory.model.trace.SpanKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes charges to {@code span_cost}, in place of what was charged before. Its partitions have to be there. */
final class SpanCostTable {

    /** The columns of a charge and their types, in the order of {@link #parameters}. */
    private static final Map<String, String> COLUMNS = columns();

    private static final String INSERT = """
            insert into span_cost (project_id, trace_id, span_id, start_time, %1$s)
            select $1, trace_id, span_id, start_time, %1$s
            from unnest($2::bytea[], $3::bytea[], $4::timestamptz[], %2$s)
                 as charge (trace_id, span_id, start_time, %1$s)""".formatted(String.join(", ", COLUMNS.keySet()), arrays());

    private static final String REPLACE = INSERT
            + " on conflict (project_id, trace_id, span_id, start_time) do update set "
            + COLUMNS.keySet().stream()
                    .map(column -> column + " = excluded." + column)
                    .collect(joining(", "));

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("agent", "text");
        columns.put("environment", "text");
        columns.put("billing", "text");
        columns.put("paid_by", "bytea");
        columns.put("price_id", "bigint");
        columns.put("price_tier", "bigint");
        columns.put("price_modifier", "text");
        columns.put("total_usd", "numeric");
        columns.put("unpriced_tokens", "bigint");
        columns.put("computed_usd", "numeric");
        columns.put("reported_usd", "numeric");
        columns.put("cost_source", "text");
        PriceBucket.chargeable().forEach(bucket -> columns.put(bucket.usdColumn(), "numeric"));
        return columns;
    }

    private static String arrays() {
        List<String> types = List.copyOf(COLUMNS.values());
        return IntStream.range(0, types.size())
                .mapToObj(i -> "$" + (5 + i) + "::" + types.get(i) + "[]")
                .collect(joining(", "));
    }

    private SpanCostTable() {}

    /**
     * What is charged for the first time, nearly all, is inserted without looking for what might be there: nobody else charges spans of a
     * locked trace, and if there were a charge that was not read before, the transaction had better fail than count it twice.
     */
    static Uni<Void> write(SqlConnection transaction, int projectId, List<ChargeChange> changes) {
        Map<Boolean, List<ChargeChange>> byIsFirst =
                changes.stream().collect(partitioningBy(change -> change.before() == null));
        return execute(INSERT, transaction, projectId, byIsFirst.get(true))
                .chain(() -> execute(REPLACE, transaction, projectId, byIsFirst.get(false)));
    }

    private static Uni<Void> execute(String sql, SqlConnection transaction, int projectId, List<ChargeChange> changes) {
        return changes.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(sql)
                        .execute(parameters(projectId, changes))
                        .replaceWithVoid();
    }

    private static Tuple parameters(int projectId, List<ChargeChange> changes) {
        Columns columns = new Columns(changes);
        Tuple tuple = Tuple.tuple()
                .addInteger(projectId)
                .addValue(columns.keys(key -> Buffer.buffer(key.traceId().toBytes()), Buffer[]::new))
                .addValue(columns.keys(key -> Buffer.buffer(key.spanId().toBytes()), Buffer[]::new))
                .addValue(columns.keys(key -> key.startTime().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addValue(columns.charges(charge -> charge.attribution().agent(), String[]::new))
                .addValue(columns.charges(charge -> charge.attribution().environment(), String[]::new))
                .addValue(columns.charges(charge -> charge.billing().code(), String[]::new))
                .addValue(columns.charges(SpanCostTable::paidBy, Buffer[]::new))
                .addValue(columns.amounts(Amount::priceId, Long[]::new))
                .addValue(columns.amounts(Amount::tier, Long[]::new))
                .addValue(columns.amounts(Amount::modifier, String[]::new))
                .addValue(columns.amounts(Amount::totalUsd, BigDecimal[]::new))
                .addValue(columns.amounts(Amount::unpricedTokens, Long[]::new))
                .addValue(columns.amounts(Amount::computedUsd, BigDecimal[]::new))
                .addValue(columns.amounts(Amount::reportedUsd, BigDecimal[]::new))
                .addValue(columns.amounts(amount -> amount.source().code(), String[]::new));
        for (PriceBucket bucket : PriceBucket.chargeable()) {
            tuple.addValue(columns.amounts(amount -> amount.usdByBucket().get(bucket), BigDecimal[]::new));
        }
        return tuple;
    }

    private static @Nullable Buffer paidBy(Charge charge) {
        return charge.paidBy() == null ? null : Buffer.buffer(charge.paidBy().toBytes());
    }

    private record Columns(List<ChargeChange> rows) {

        <T> T[] keys(Function<SpanKey, T> value, IntFunction<T[]> array) {
            return rows.stream().map(row -> value.apply(row.span().key())).toArray(array);
        }

        <T> T @Nullable [] amounts(Function<Amount, @Nullable T> value, IntFunction<T[]> array) {
            return charges(charge -> value.apply(charge.amount()), array);
        }

        /** Null when all values are, as many columns are of all rows: {@code unnest} takes them for null without having to be sent each. */
        <T> T @Nullable [] charges(Function<Charge, @Nullable T> value, IntFunction<T[]> array) {
            T[] values = rows.stream().map(row -> value.apply(row.after())).toArray(array);
            return Arrays.stream(values).allMatch(Objects::isNull) ? null : values;
        }
    }
}
