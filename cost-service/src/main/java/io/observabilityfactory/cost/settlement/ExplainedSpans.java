package io.observabilityfactory.cost.settlement;

import io.observabilityfactory.cost.billing.Amount;
import io.observabilityfactory.cost.billing.Charge;
import io.observabilityfactory.cost.billing.TracedSpan;
import io.observabilityfactory.cost.pricing.Prices;
import io.observabilityfactory.model.price.CallUsage;
import io.observabilityfactory.model.price.Cost;
import io.observabilityfactory.model.price.CostCalculator;
import io.observabilityfactory.model.price.CostExplanation;
import io.observabilityfactory.model.price.PriceBucket;
import io.observabilityfactory.model.price.PriceCatalogue;
import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.SpanKey;
import io.observabilityfactory.model.trace.TraceId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Why a span was charged what it was charged: the usage of the span by the price version that its charge names. */
@ApplicationScoped
public class ExplainedSpans {

    private static final String BOUNDS =
            "select first_span_time, last_span_time from trace_settlement where project_id = $1 and trace_id = $2";

    private final Pool pool;
    private final Prices prices;

    ExplainedSpans(Pool pool, Prices prices) {
        this.pool = pool;
        this.prices = prices;
    }

    /** Empty when there is no such span, or it was not settled yet, or nothing is charged for spans of its type. */
    public Uni<Optional<CostExplanation>> of(int projectId, TraceId traceId, SpanId spanId) {
        return pool.withTransaction(transaction -> bounds(transaction, projectId, traceId)
                .chain(trace -> trace.map(it -> explanation(transaction, it, spanId))
                        .orElse(Uni.createFrom().item(Optional.empty()))));
    }

    private static Uni<Optional<LockedTraces>> bounds(SqlConnection transaction, int projectId, TraceId traceId) {
        Buffer id = Buffer.buffer(traceId.toBytes());
        return transaction
                .preparedQuery(BOUNDS)
                .execute(Tuple.of(projectId, id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map((Row row) -> new LockedTraces(
                                projectId,
                                List.of(id),
                                row.getOffsetDateTime("first_span_time"),
                                row.getOffsetDateTime("last_span_time"),
                                Map.of())));
    }

    private Uni<Optional<CostExplanation>> explanation(SqlConnection transaction, LockedTraces trace, SpanId spanId) {
        return StoredTraces.load(transaction, trace, spanId)
                .chain(stored -> prices.current(transaction).map(catalogue -> explanation(stored, spanId, catalogue)));
    }

    private static Optional<CostExplanation> explanation(StoredTraces stored, SpanId id, PriceCatalogue catalogue) {
        return stored.spansByTrace().values().stream()
                .flatMap(List::stream)
                .filter(span -> span.key().spanId().equals(id))
                .findFirst()
                .flatMap(span -> explanation(span, stored.charged(), catalogue));
    }

    private static Optional<CostExplanation> explanation(
            TracedSpan span, Map<SpanKey, Charge> charged, PriceCatalogue catalogue) {
        @Nullable Charge charge = charged.get(span.key());
        if (charge == null) {
            return Optional.empty();
        }
        Amount amount = charge.amount();
        return Optional.of(new CostExplanation(
                charge.billing(),
                charge.paidBy() == null ? null : charge.paidBy().toString(),
                charge.isBilled() ? cost(span, amount, catalogue) : Optional.empty(),
                amount.totalUsd(),
                amount.reportedUsd(),
                amount.source()));
    }

    /** Empty when the charge names a version of before there were versions with rates. */
    private static Optional<Cost> cost(TracedSpan span, Amount amount, PriceCatalogue catalogue) {
        CallUsage usage = amount.usdByBucket().containsKey(PriceBucket.RERANK_UNIT)
                ? CallUsage.of(Map.of(PriceBucket.RERANK_UNIT, 1L))
                : span.callUsage();
        if (amount.priceId() == null) {
            return Optional.of(CostCalculator.cost(usage, Optional.empty(), null));
        }
        return catalogue
                .version(amount.priceId())
                .map(version -> CostCalculator.cost(usage, Optional.of(version), amount.modifier()));
    }
}
