package io.observabilityfactory.cost.repricing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The rounds of one project, as people ask for them and look at them. */
@ApplicationScoped
class RepricingStore {

    private static final int MOST_WAITING = 20;
    private static final int MOST_LISTED = 200;
    private static final int MOST_CHANGES = 2_000;

    private static final String VIEW = """
            select repricing_id, kind, preview, nullif(range_start, '-infinity') as range_start,
                   nullif(range_end, 'infinity') as range_end, provider, model, state, traces_done, traces_total,
                   spans_changed, before_usd, after_usd, unpriced_before, unpriced_after, created_at, started_at, finished_at,
                   last_error
            from repricing where project_id = $1""";

    private static final String CREATE = """
            insert into repricing (project_id, kind, preview, range_start, range_end, provider, model)
            select $1, 'range', $2, $3, $4, $5, $6
            where (select count(*) from repricing where project_id = $1 and state in ('waiting', 'running')) < $7
            returning repricing_id""";

    private static final String APPLY = """
            insert into repricing (project_id, kind, preview, range_start, range_end, provider, model)
            select project_id, 'range', false, range_start, range_end, provider, model
            from repricing where project_id = $1 and repricing_id = $2 and preview and state = 'done'
            returning repricing_id""";

    private static final String CANCEL = """
            update repricing set state = 'cancelled', finished_at = now()
            where project_id = $1 and repricing_id = $2 and state in ('waiting', 'running')""";

    private static final String CHANGES = """
            select day, provider, model, nullif(from_price_id, 0) as from_price_id, nullif(to_price_id, 0) as to_price_id,
                   spans, before_usd, after_usd, unpriced_before, unpriced_after
            from repricing_change where project_id = $1 and repricing_id = $2
            order by day, provider, model, from_price_id, to_price_id limit %d""".formatted(MOST_CHANGES);

    private final Pool pool;

    RepricingStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Long> create(int projectId, RepricingRequest request) {
        Tuple round = Tuple.tuple(Arrays.asList(
                projectId,
                request.preview(),
                request.from().atOffset(ZoneOffset.UTC),
                request.to().atOffset(ZoneOffset.UTC),
                request.provider(),
                request.model(),
                MOST_WAITING));
        return pool.preparedQuery(CREATE)
                .execute(round)
                .map(rows -> onlyId(rows, MOST_WAITING + " rounds wait already; cancel one, or wait."));
    }

    /** The same round as a preview, this time for good. */
    Uni<Long> apply(int projectId, long id) {
        return one(projectId, id)
                .chain(() -> pool.preparedQuery(APPLY).execute(Tuple.of(projectId, id)))
                .map(rows -> onlyId(rows, "Only a preview that is done can be applied."));
    }

    Uni<ObjectNode> cancel(int projectId, long id) {
        return one(projectId, id)
                .chain(() -> pool.preparedQuery(CANCEL).execute(Tuple.of(projectId, id)))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw ProblemException.conflict("id", "The round has ended already.", null);
                    }
                })
                .chain(() -> one(projectId, id));
    }

    Uni<List<ObjectNode>> all(int projectId) {
        return pool.preparedQuery(VIEW + " order by repricing_id desc limit " + MOST_LISTED)
                .execute(Tuple.of(projectId))
                .map(RepricingStore::views);
    }

    /** With what it changed. */
    Uni<ObjectNode> one(int projectId, long id) {
        return pool.preparedQuery(VIEW + " and repricing_id = $2")
                .execute(Tuple.of(projectId, id))
                .map(RepricingStore::views)
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(() -> ProblemException.notFound("There is no round " + id + " of pricing again.")))
                .chain(view -> pool.preparedQuery(CHANGES)
                        .execute(Tuple.of(projectId, id))
                        .map(changes -> withChanges(view, changes)));
    }

    private static Long onlyId(RowSet<Row> rows, String otherwise) {
        return StreamSupport.stream(rows.spliterator(), false)
                .findFirst()
                .map(row -> row.getLong("repricing_id"))
                .orElseThrow(() -> ProblemException.conflict("id", otherwise, null));
    }

    private static List<ObjectNode> views(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(RepricingStore::view)
                .toList();
    }

    private static ObjectNode view(Row row) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("id", row.getLong("repricing_id"));
        view.put("kind", row.getString("kind"));
        view.put("preview", row.getBoolean("preview"));
        put(view, "from", row.getOffsetDateTime("range_start"));
        put(view, "to", row.getOffsetDateTime("range_end"));
        view.put("provider", row.getString("provider"));
        view.put("model", row.getString("model"));
        view.put("state", row.getString("state"));
        view.put("tracesDone", row.getLong("traces_done"));
        view.put("tracesTotal", row.getLong("traces_total"));
        view.put("spansChanged", row.getLong("spans_changed"));
        putFigures(view, row);
        put(view, "createdAt", row.getOffsetDateTime("created_at"));
        put(view, "startedAt", row.getOffsetDateTime("started_at"));
        put(view, "finishedAt", row.getOffsetDateTime("finished_at"));
        view.put("lastError", row.getString("last_error"));
        return view;
    }

    private static ObjectNode withChanges(ObjectNode view, RowSet<Row> changes) {
        ArrayNode list = view.putArray("changes");
        for (Row row : changes) {
            ObjectNode change = list.addObject();
            change.put("day", row.getLocalDate("day").toString());
            change.put("provider", row.getString("provider"));
            change.put("model", row.getString("model"));
            change.put("fromPriceId", row.getLong("from_price_id"));
            change.put("toPriceId", row.getLong("to_price_id"));
            change.put("spans", row.getLong("spans"));
            putFigures(change, row);
        }
        return view;
    }

    private static void putFigures(ObjectNode view, Row row) {
        BigDecimal before = row.getBigDecimal("before_usd");
        BigDecimal after = row.getBigDecimal("after_usd");
        view.put("beforeUsd", plain(before));
        view.put("afterUsd", plain(after));
        view.put("differenceUsd", plain(after.subtract(before)));
        view.put("unpricedTokensBefore", row.getLong("unpriced_before"));
        view.put("unpricedTokensAfter", row.getLong("unpriced_after"));
    }

    private static BigDecimal plain(BigDecimal usd) {
        return usd.signum() == 0 ? BigDecimal.ZERO : usd.stripTrailingZeros();
    }

    private static void put(ObjectNode view, String field, @Nullable OffsetDateTime time) {
        @Nullable Instant instant = time == null ? null : time.toInstant();
        view.put(field, instant == null ? null : instant.toString());
    }
}
