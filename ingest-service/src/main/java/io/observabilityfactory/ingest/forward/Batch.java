package io.observabilityfactory.ingest.forward;

import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** A committed batch that is to be passed on. */
record Batch(String xid, long batchId, int stored, OffsetDateTime firstSpanTime, OffsetDateTime lastSpanTime) {

    /** The columns that {@link #of} wants. */
    static final String COLUMNS = "committed_xid::text as xid, batch_id, stored, first_span_time, last_span_time";

    static Batch of(Row row) {
        return new Batch(
                row.getString("xid"),
                row.getLong("batch_id"),
                row.getInteger("stored"),
                row.getOffsetDateTime("first_span_time"),
                row.getOffsetDateTime("last_span_time"));
    }

    /** The first of these, and as many of the next as have no more spans together. */
    static List<Batch> upTo(int spans, List<Batch> batches) {
        List<Batch> group = new ArrayList<>();
        long stored = 0;
        for (Batch batch : batches) {
            stored += batch.stored();
            if (!group.isEmpty() && stored > spans) {
                break;
            }
            group.add(batch);
        }
        return group;
    }
}
