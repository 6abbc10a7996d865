package io.observabilityfactory.ingest.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Makes the partitions that a batch needs before it is written. Remembers which are there; the accepted times bound them. */
final class DayPartitions {

    private static final String ENSURE = "select ensure_day_partition('span', $1)";

    private final Pool pool;
    private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

    DayPartitions(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> ensure(SpanBatch batch) {
        Set<LocalDate> missing = batch.spans().stream()
                .map(span -> span.key().startTime().atOffset(ZoneOffset.UTC).toLocalDate())
                .filter(day -> !known.contains(day))
                .collect(Collectors.toSet());
        if (missing.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(missing)
                .onItem()
                .transformToUniAndConcatenate(this::ensure)
                .onItem()
                .ignoreAsUni();
    }

    /** Called when a partition that was known is gone, as retention drops them. */
    void forget() {
        known.clear();
    }

    private Uni<Boolean> ensure(LocalDate day) {
        return pool.preparedQuery(ENSURE).execute(Tuple.of(day)).map(done -> known.add(day));
    }
}
