package io.observabilityfactory.cost.settlement;

import io.observabilityfactory.cost.billing.Amount;
import io.observabilityfactory.cost.billing.Attribution;
import io.observabilityfactory.cost.billing.Charge;
import io.observabilityfactory.model.price.Billing;
import io.observabilityfactory.model.price.CostSource;
import io.observabilityfactory.model.price.PriceBucket;
import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.SpanKey;
import io.observabilityfactory.model.trace.TraceId;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a span was charged up to now, out of a row of {@code span_cost}. */
record StoredCharge(SpanKey key, Charge charge) {

    private static final SelectedColumns SELECTED = new SelectedColumns()
            .columns("trace_id", "span_id", "start_time", "agent", "environment", "billing", "paid_by", "price_id")
            .columns("price_tier", "price_modifier", "total_usd", "unpriced_tokens", "computed_usd", "reported_usd")
            .columns("cost_source")
            .columns(PriceBucket.chargeable().stream()
                    .map(PriceBucket::usdColumn)
                    .toArray(String[]::new));

    /** What comes after {@code select}. */
    static final String COLUMNS = SELECTED.sql();

    private static final Map<PriceBucket, Integer> AMOUNTS = PriceBucket.chargeable().stream()
            .collect(Collectors.toMap(
                    bucket -> bucket,
                    bucket -> at(bucket.usdColumn()),
                    (a, b) -> a,
                    () -> new EnumMap<>(PriceBucket.class)));

    private static int at(String column) {
        return SELECTED.at(column);
    }

    static StoredCharge from(Row row) {
        return new StoredCharge(
                new SpanKey(
                        TraceId.of(row.getBuffer(at("trace_id")).getBytes()),
                        SpanId.of(row.getBuffer(at("span_id")).getBytes()),
                        row.getOffsetDateTime(at("start_time")).toInstant()),
                chargeOf(row));
    }

    private static Charge chargeOf(Row row) {
        Amount amount = amount(row);
        // Of what a newer version decided only this is known: whether something was charged.
        Billing otherwise =
                amount.totalUsd().signum() != 0 || amount.unpricedTokens() != 0 ? Billing.BILLED : Billing.NO_USAGE;
        @Nullable Buffer paidBy = row.getBuffer(at("paid_by"));
        return new Charge(
                new Attribution(row.getString(at("agent")), row.getString(at("environment"))),
                Billing.ofCode(row.getString(at("billing"))).orElse(otherwise),
                paidBy == null ? null : SpanId.of(paidBy.getBytes()),
                amount);
    }

    private static Amount amount(Row row) {
        Map<PriceBucket, BigDecimal> amounts = new EnumMap<>(PriceBucket.class);
        AMOUNTS.forEach((bucket, position) -> {
            BigDecimal amount = row.getBigDecimal(position);
            if (amount != null) {
                amounts.put(bucket, amount);
            }
        });
        BigDecimal totalUsd = row.getBigDecimal(at("total_usd"));
        // Older rows have the total alone, which was computed.
        BigDecimal computedUsd = row.getBigDecimal(at("computed_usd"));
        return new Amount(
                row.getLong(at("price_id")),
                row.getLong(at("price_tier")),
                row.getString(at("price_modifier")),
                amounts,
                totalUsd,
                row.getLong(at("unpriced_tokens")),
                computedUsd == null ? totalUsd : computedUsd,
                row.getBigDecimal(at("reported_usd")),
                CostSource.ofCode(row.getString(at("cost_source"))));
    }
}
