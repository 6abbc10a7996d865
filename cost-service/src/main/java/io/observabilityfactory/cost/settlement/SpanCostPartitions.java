package io.observabilityfactory.cost.settlement;

import io.observabilityfactory.cost.billing.ChargeChange;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

/**
 * The partitions of {@code span_cost}. Each is made in a transaction of its own, the earlier day first: within a
 * settlement, whose locks are held for long, two processes that need two days each would wait for each other.
 */
@ApplicationScoped
class SpanCostPartitions {

    private static final String ENSURE = "select ensure_day_partition('span_cost', $1)";

    private final Pool pool;

    SpanCostPartitions(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> ensureFor(Collection<ChargeChange> changes) {
        return Multi.createFrom()
                .iterable(days(changes))
                .onItem()
                .transformToUniAndConcatenate(this::ensure)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<RowSet<Row>> ensure(LocalDate day) {
        return pool.preparedQuery(ENSURE).execute(Tuple.of(day));
    }

    private static List<LocalDate> days(Collection<ChargeChange> changes) {
        return changes.stream()
                .map(change ->
                        change.span().key().startTime().atOffset(ZoneOffset.UTC).toLocalDate())
                .distinct()
                .sorted()
                .toList();
    }
}
