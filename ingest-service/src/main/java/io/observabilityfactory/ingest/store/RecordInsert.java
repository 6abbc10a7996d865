package io.observabilityfactory.ingest.store;

import static java.util.stream.Collectors.joining;

import io.observabilityfactory.ingest.normalize.Digest;
import io.observabilityfactory.ingest.normalize.NormalizedResource;
import io.observabilityfactory.ingest.normalize.Rejection;
import io.observabilityfactory.ingest.normalize.TelemetryRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Writes a batch whose records may be there already: they count as duplicates. One statement, which is one transaction, with the resources
 * they came from, what was refused, and the ledger row that is also cost-service's work item.
 */
final class RecordInsert<R extends TelemetryRecord<?>> {

    private static final int FIRST_COLUMN_PARAMETER = 6;

    private static final String SQL = """
            with batch as (
                select nextval(pg_get_serial_sequence('ingest_batch', 'batch_id')) as batch_id
            ), %8$s, %9$s, stored as (
                insert into %2$s (project_id, batch_id, %3$s)
                select $1, batch.batch_id, %4$s
                from batch, unnest(%5$s) as s (%3$s)
                on conflict do nothing
                returning %6$s as time
            ), counted as (
                select count(*)::integer as stored, min(time) as first_time, max(time) as last_time from stored
            ), refusals as (
                select cardinality($4::text[]) as refused
            )
            insert into ingest_batch (batch_id, project_id, signal, received, stored, duplicates, rejected,
                                      first_span_time, last_span_time, settled_at)
            select batch.batch_id, $1, '%1$s', $%7$d, counted.stored, $%7$d - counted.stored - refusals.refused,
                   refusals.refused, counted.first_time, counted.last_time,
                   case when counted.stored = 0 or '%1$s' <> 'traces' then now() end
            from batch, counted, refusals
            returning stored, duplicates""";

    private final Pool pool;
    private final RecordTable<R> table;
    private final String sql;

    RecordInsert(Pool pool, RecordTable<R> table) {
        this.pool = pool;
        this.table = table;
        this.sql = SQL.formatted(
                table.signal(),
                table.name(),
                columns(Column::name),
                columns(column -> "s." + column.name() + column.type().cast()),
                parameters(),
                table.timeColumn(),
                FIRST_COLUMN_PARAMETER + table.columns().size(),
                LedgerSql.resources("$1", "$2", "$3"),
                LedgerSql.refused(table.signal(), "$1", "$4", "$5"));
    }

    Uni<StoreResult> write(RecordBatch<R> batch) {
        return pool.preparedQuery(sql)
                .execute(parameters(batch))
                .map(rows -> rows.iterator().next())
                .map(row -> new StoreResult(
                        row.getInteger("stored"),
                        row.getInteger("duplicates"),
                        batch.rejections().size(),
                        Map.of()));
    }

    private Tuple parameters(RecordBatch<R> batch) {
        SortedMap<Digest, NormalizedResource> resources = batch.resources();
        Tuple tuple = Tuple.tuple()
                .addInteger(batch.projectId())
                .addValue(resources.keySet().stream()
                        .map(digest -> Buffer.buffer(digest.toBytes()))
                        .toArray(Buffer[]::new))
                .addValue(resources.values().stream()
                        .map(NormalizedResource::attributes)
                        .toArray(String[]::new))
                .addValue(batch.rejections().stream().map(Rejection::reason).toArray(String[]::new))
                .addValue(batch.rejections().stream()
                        .map(rejection -> Buffer.buffer(rejection.keptBytes()))
                        .toArray(Buffer[]::new));
        table.columns().forEach(column -> tuple.addValue(column.values(batch.records())));
        return tuple.addInteger(batch.received());
    }

    private String columns(Function<Column<R>, String> text) {
        return table.columns().stream().map(text).collect(joining(", "));
    }

    private String parameters() {
        List<String> parameters = new ArrayList<>();
        for (Column<R> column : table.columns()) {
            parameters.add("$" + (FIRST_COLUMN_PARAMETER + parameters.size()) + "::"
                    + column.type().arrayType());
        }
        return String.join(", ", parameters);
    }
}
