package io.observabilityfactory.ingest.store;

import static java.util.stream.Collectors.joining;

import io.observabilityfactory.ingest.normalize.NormalizedResource;
import io.observabilityfactory.ingest.normalize.Rejection;
import io.observabilityfactory.ingest.store.SpanTable.Column;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a batch in one statement, which is one transaction: spans, the resources they came from, what was refused, and
 * the ledger row that is also cost-service's work item. Spans that are there already count as duplicates.
 */
final class SpanInsert {

    /** Of a refused record so much is kept. */
    private static final int RECORD_BYTES = 16 * 1024;

    private static final int FIRST_COLUMN_PARAMETER = 6;

    private static final String SQL = """
            with batch as (
                select nextval(pg_get_serial_sequence('ingest_batch', 'batch_id')) as batch_id
            ), known_resource as (
                insert into resource (project_id, resource_hash, attributes)
                select $1, r.hash, r.attributes::jsonb from unnest($2::bytea[], $3::text[]) as r (hash, attributes)
                on conflict do nothing
            ), refused as (
                insert into rejected_record (project_id, reason, record)
                select $1, r.reason, r.record from unnest($4::text[], $5::bytea[]) as r (reason, record)
                returning 1
            ), stored as (
                insert into span (project_id, batch_id, %s)
                select $1, batch.batch_id, %s
                from batch, unnest(%s) as s (%s)
                on conflict do nothing
                returning start_time
            ), counted as (
                select count(*)::integer as stored, min(start_time) as first_span, max(start_time) as last_span
                from stored
            ), refusals as (
                select count(*)::integer as refused from refused
            )
            insert into ingest_batch (batch_id, project_id, received, stored, duplicates, rejected,
                                      first_span_time, last_span_time, settled_at)
            select batch.batch_id, $1, $%d, counted.stored, $%d - counted.stored - refusals.refused, refusals.refused,
                   counted.first_span, counted.last_span, case when counted.stored = 0 then now() end
            from batch, counted, refusals
            returning stored, duplicates""".formatted(
                    columns(Column::name),
                    columns(column -> "s." + column.name() + column.cast()),
                    parameters(),
                    columns(Column::name),
                    receivedParameter(),
                    receivedParameter());

    private final Pool pool;

    SpanInsert(Pool pool) {
        this.pool = pool;
    }

    Uni<StoreResult> write(SpanBatch batch) {
        return pool.preparedQuery(SQL)
                .execute(parameters(batch))
                .map(rows -> rows.iterator().next())
                .map(row -> new StoreResult(row.getInteger("stored"), row.getInteger("duplicates"), Map.of()));
    }

    private static Tuple parameters(SpanBatch batch) {
        Map<Buffer, NormalizedResource> resources = new LinkedHashMap<>();
        batch.spans().forEach(span -> {
            NormalizedResource resource = span.source().resource();
            resources.put(Buffer.buffer(ResourceHash.of(resource)), resource);
        });
        List<Rejection> rejections = batch.rejections();
        Tuple tuple = Tuple.tuple()
                .addInteger(batch.projectId())
                .addValue(resources.keySet().toArray(Buffer[]::new))
                .addValue(resources.values().stream()
                        .map(NormalizedResource::attributes)
                        .toArray(String[]::new))
                .addValue(rejections.stream().map(Rejection::reason).toArray(String[]::new))
                .addValue(rejections.stream().map(SpanInsert::keptBytes).toArray(Buffer[]::new));
        SpanTable.COLUMNS.forEach(column -> tuple.addValue(column.values(batch.spans())));
        return tuple.addInteger(batch.received());
    }

    private static Buffer keptBytes(Rejection rejection) {
        byte[] record = rejection.record();
        return Buffer.buffer(record).slice(0, Math.min(record.length, RECORD_BYTES));
    }

    private static String columns(java.util.function.Function<Column, String> text) {
        return SpanTable.COLUMNS.stream().map(text).collect(joining(", "));
    }

    private static String parameters() {
        List<String> parameters = new ArrayList<>();
        for (Column column : SpanTable.COLUMNS) {
            parameters.add("$" + (FIRST_COLUMN_PARAMETER + parameters.size()) + "::" + column.arrayType());
        }
        return String.join(", ", parameters);
    }

    private static int receivedParameter() {
        return FIRST_COLUMN_PARAMETER + SpanTable.COLUMNS.size();
    }
}
