package io.observabilityfactory.ingest.forward;

import com.google.protobuf.ByteString;
import io.observabilityfactory.ingest.IngestConfig;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a project has stored after a cursor, no more at once than one request may carry. */
@ApplicationScoped
class CommittedSpans {

    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(30);
    private static final int BATCHES = 128;

    private static final String NEXT_BATCHES =
            "select " + Batch.COLUMNS + " from forwardable_batches($1, $2::text::xid8, $3) limit " + BATCHES;

    /** Texts are made, and their lengths looked at, only for the spans that are within the limit. */
    private static final String NEXT_SPANS = """
            with batch as (
                select batch_id, ordinal::integer as batch_ordinal
                from unnest($2::bigint[]) with ordinality as b (batch_id, ordinal)
            ), next as (
                select *
                from batch join span s using (batch_id)
                where s.project_id = $1 and s.start_time between $3 and $4
                  and (batch_ordinal > 1 or $5::bytea is null
                       or (s.trace_id, s.span_id, s.start_time) > ($5, $6, $7))
                order by batch_ordinal, trace_id, span_id, start_time
                limit $8 + 1
            ), text as (
                select batch_ordinal, trace_id, span_id, start_time, parent_span_id, name, kind, status, status_message,
                       duration_nanos, scope_name, scope_version, resource_hash, trace_state, flags,
                       dropped_attributes, dropped_events, dropped_links, scope_attributes::text as scope_attributes,
                       attributes::text as attributes, events::text as events, links::text as links
                from next
            ), sized as (
                select *, octet_length(attributes) + coalesce(octet_length(events), 0)
                          + coalesce(octet_length(links), 0) as bytes
                from text
            ), counted as (
                select *, count(*) over () as available, row_number() over up_to as number,
                       sum(bytes) over up_to - bytes as bytes_before
                from sized
                window up_to as (order by batch_ordinal, trace_id, span_id, start_time rows unbounded preceding)
            )
            select * from counted where number <= $8 and bytes_before < $9 order by number""";

    private static final String RESOURCES = "select resource_hash, attributes::text as attributes from resource"
            + " where project_id = $1 and resource_hash = any($2)";

    private final Pool pool;
    private final IngestConfig.Forward config;

    CommittedSpans(Pool pool, IngestConfig config) {
        this.pool = pool;
        this.config = config.forward();
    }

    /** Empty when nothing has been stored after the cursor. */
    Optional<Chunk> after(Cursor cursor, int projectId) {
        List<Batch> batches = Batch.upTo(config.spansPerRequest(), batches(cursor, projectId));
        if (batches.isEmpty()) {
            return Optional.empty();
        }
        RowSet<Row> rows = query(NEXT_SPANS, spansAfter(cursor.position(), batches, projectId));
        List<StoredSpan> spans = rows.stream().map(StoredSpan::of).toList();
        boolean complete = spans.isEmpty() || rows.iterator().next().getLong("available") == spans.size();
        return Optional.of(new Chunk(
                spans,
                resources(spans, projectId),
                complete ? cursor.after(batches.get(batches.size() - 1)) : within(cursor, batches, spans),
                complete && cursor.position() == null ? stored(batches) - spans.size() : 0));
    }

    private List<Batch> batches(Cursor cursor, int projectId) {
        return query(NEXT_BATCHES, Tuple.of(projectId, cursor.xid(), cursor.batchId())).stream()
                .map(Batch::of)
                .toList();
    }

    private Tuple spansAfter(Cursor.@Nullable Position position, List<Batch> batches, int projectId) {
        Tuple tuple = Tuple.tuple()
                .addInteger(projectId)
                .addValue(batches.stream().map(Batch::batchId).toArray(Long[]::new))
                .addValue(first(batches))
                .addValue(last(batches));
        if (position == null) {
            tuple.addValue(null).addValue(null).addValue(null);
        } else {
            tuple.addValue(position.traceId().getDelegate())
                    .addValue(position.spanId().getDelegate())
                    .addValue(position.startTime());
        }
        return tuple.addInteger(config.spansPerRequest()).addLong(config.bytesPerRequest());
    }

    /** The cursor at the last of these spans, when its batch and maybe others of the batches have more of them. */
    private static Cursor within(Cursor cursor, List<Batch> batches, List<StoredSpan> spans) {
        StoredSpan last = spans.get(spans.size() - 1);
        Cursor before = last.batchOrdinal() == 1 ? cursor : cursor.after(batches.get(last.batchOrdinal() - 2));
        return before.at(last.position());
    }

    private Map<ByteString, List<KeyValue>> resources(List<StoredSpan> spans, int projectId) {
        Buffer[] hashes = spans.stream()
                .map(span -> span.source().resourceHash())
                .distinct()
                .map(hash -> Buffer.buffer(hash.toByteArray()))
                .toArray(Buffer[]::new);
        Map<ByteString, List<KeyValue>> resources = new HashMap<>();
        query(RESOURCES, Tuple.tuple().addInteger(projectId).addValue(hashes))
                .forEach(row -> resources.put(
                        StoredSpan.bytes(row.getBuffer("resource_hash")),
                        StoredJson.attributes(row.getString("attributes"))));
        return resources;
    }

    private RowSet<Row> query(String sql, Tuple tuple) {
        return pool.preparedQuery(sql).execute(tuple).await().atMost(QUERY_TIMEOUT);
    }

    private static long stored(List<Batch> batches) {
        return batches.stream().mapToLong(Batch::stored).sum();
    }

    private static OffsetDateTime first(List<Batch> batches) {
        return Collections.min(batches.stream().map(Batch::firstSpanTime).toList());
    }

    private static OffsetDateTime last(List<Batch> batches) {
        return Collections.max(batches.stream().map(Batch::lastSpanTime).toList());
    }
}
