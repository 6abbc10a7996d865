package io.observabilityfactory.ingest.forward;

import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * How far a target has come.
 *
 * @param xid the transaction of the last batch that is done; as text, as the client has no type for it
 * @param batchId the last batch that is done
 * @param position the last span taken of the batch after it, null at its beginning
 */
record Cursor(String xid, long batchId, @Nullable Position position) {

    /** The key of a span within its project. */
    record Position(Buffer traceId, Buffer spanId, OffsetDateTime startTime) {}

    /** The columns that {@link #of} wants. */
    static final String COLUMNS =
            "cursor_xid::text as cursor_xid, cursor_batch, position_trace, position_span, position_time";

    static Cursor of(Row row) {
        Buffer traceId = row.getBuffer("position_trace");
        return new Cursor(
                row.getString("cursor_xid"),
                row.getLong("cursor_batch"),
                traceId == null
                        ? null
                        : new Position(
                                traceId, row.getBuffer("position_span"), row.getOffsetDateTime("position_time")));
    }

    Cursor after(Batch batch) {
        return new Cursor(batch.xid(), batch.batchId(), null);
    }

    Cursor at(Position reached) {
        return new Cursor(xid, batchId, reached);
    }
}
