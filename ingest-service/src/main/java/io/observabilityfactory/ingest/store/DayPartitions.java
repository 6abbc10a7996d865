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

    private static final String ENSURE = "select ensure_day_partition($1, $2)";

    private final Pool pool;
    private final String table;
    private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

    DayPartitions(Pool pool, String table) {
        this.pool = pool;
        this.table = table;
    }

    Uni<Void> ensure(RecordBatch<?> batch) {
        Set<LocalDate> missing = batch.records().stream()
                .map(row -> row.time().atOffset(ZoneOffset.UTC).toLocalDate())
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
        return pool.preparedQuery(ENSURE).execute(Tuple.of(table, day)).map(done -> known.add(day));
    }
}
