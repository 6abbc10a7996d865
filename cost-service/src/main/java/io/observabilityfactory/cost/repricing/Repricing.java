package io.observabilityfactory.cost.repricing;

import io.observabilityfactory.cost.billing.Charge;
import io.observabilityfactory.cost.billing.TracedSpan;
import io.observabilityfactory.cost.settlement.Anew;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A round of pricing again, and how far it is.
 *
 * @param onlyUnpriced whether only charges are made anew that have tokens without a price
 * @param preview whether it only tells what would change
 * @param provider restricts it, null for all
 * @param model restricts it to the model that answered, or else was asked for; null for all
 * @param doneUntil what comes after this time, and trace of the same time, is still to be done
 */
record Repricing(
        long id,
        int projectId,
        boolean onlyUnpriced,
        boolean preview,
        OffsetDateTime from,
        OffsetDateTime to,
        @Nullable String provider,
        @Nullable String model,
        OffsetDateTime doneUntil,
        Buffer doneUntilTrace,
        boolean counted,
        int attempts)
        implements Anew {

    static final String COLUMNS = "repricing_id, project_id, kind, preview, range_start, range_end, provider, model,"
            + " cursor_time, cursor_trace, traces_total is not null as counted, attempts";

    static Repricing of(Row row) {
        return new Repricing(
                row.getLong("repricing_id"),
                row.getInteger("project_id"),
                row.getString("kind").equals("unpriced"),
                row.getBoolean("preview"),
                row.getOffsetDateTime("range_start"),
                row.getOffsetDateTime("range_end"),
                row.getString("provider"),
                row.getString("model"),
                row.getOffsetDateTime("cursor_time"),
                row.getBuffer("cursor_trace").getDelegate(),
                row.getBoolean("counted"),
                row.getInteger("attempts"));
    }

    @Override
    public boolean applies(TracedSpan span, Charge before) {
        return before.isBilled()
                && (!onlyUnpriced || before.amount().unpricedTokens() > 0)
                && isInRange(span)
                && (provider == null || provider.equals(span.provider()))
                && (model == null
                        || model.equals(span.responseModel() != null ? span.responseModel() : span.requestModel()));
    }

    private boolean isInRange(TracedSpan span) {
        return onlyUnpriced
                || (!span.key().startTime().isBefore(from.toInstant())
                        && span.key().startTime().isBefore(to.toInstant()));
    }
}
