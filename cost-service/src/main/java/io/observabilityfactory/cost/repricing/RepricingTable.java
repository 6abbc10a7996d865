package io.observabilityfactory.cost.repricing;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The rounds in the database. */
final class RepricingTable {

    private static final String CLAIM = "select " + Repricing.COLUMNS + """
             from repricing
            where state in ('waiting', 'running') and next_attempt_at <= now()
            order by repricing_id limit 1 for update skip locked""";

    private static final String COUNT = """
            update repricing set traces_total = (
                select count(*) from trace_settlement t
                where t.project_id = repricing.project_id
                  and t.last_span_time >= repricing.range_start and t.first_span_time < repricing.range_end)
            where repricing_id = $1 and project_id = $2""";

    /** In the order of their last spans: that of a trace only ever grows, so that none is passed over. */
    private static final String TRACES_OF_RANGE = """
            select trace_id, last_span_time as at from trace_settlement
            where project_id = $1 and last_span_time >= $2 and first_span_time < $3
              and last_span_time >= $4 and (last_span_time, trace_id) > ($4, $5)
            order by last_span_time, trace_id limit $6""";

    private static final String TRACES_THAT_WAIT = """
            select trace_id, start_time as at from span_cost
            where project_id = $1 and start_time >= $2 and start_time < $3 and unpriced_tokens > 0
              and start_time >= $4 and (start_time, trace_id) > ($4, $5)
            order by start_time, trace_id limit $6""";

    private static final String WRITE_CHANGES = """
            insert into repricing_change as known (repricing_id, project_id, day, provider, model, from_price_id, to_price_id,
                                                   spans, before_usd, after_usd, unpriced_before, unpriced_after)
            select $1, $2, * from unnest($3::date[], $4::text[], $5::text[], $6::bigint[], $7::bigint[],
                                         $8::bigint[], $9::numeric[], $10::numeric[], $11::bigint[], $12::bigint[])
            on conflict (repricing_id, project_id, day, provider, model, from_price_id, to_price_id) do update set
                spans = known.spans + excluded.spans,
                before_usd = known.before_usd + excluded.before_usd,
                after_usd = known.after_usd + excluded.after_usd,
                unpriced_before = known.unpriced_before + excluded.unpriced_before,
                unpriced_after = known.unpriced_after + excluded.unpriced_after""";

    private static final String ADVANCE = """
            update repricing set
                state = case when $3 then 'done' else 'running' end,
                finished_at = case when $3 then now() end,
                started_at = coalesce(started_at, now()),
                cursor_time = $4, cursor_trace = $5, traces_done = traces_done + $6,
                spans_changed = spans_changed + $7, before_usd = before_usd + $8, after_usd = after_usd + $9,
                unpriced_before = unpriced_before + $10, unpriced_after = unpriced_after + $11,
                attempts = 0, last_error = null
            where repricing_id = $1 and project_id = $2""";

    private static final String FAILED = """
            update repricing set
                attempts = attempts + 1, last_error = $3, next_attempt_at = now() + interval '5 seconds',
                state = case when attempts + 1 >= $4 then 'failed' else state end,
                finished_at = case when attempts + 1 >= $4 then now() end
            where repricing_id = $1 and project_id = $2 and state in ('waiting', 'running')""";

    private static final int MOST_ATTEMPTS = 5;
    private static final int LONGEST_ERROR = 500;

    private RepricingTable() {}

    /** The oldest round that is due and nobody else works on. */
    static Uni<Optional<Repricing>> claim(SqlConnection transaction) {
        return transaction.query(CLAIM).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(Repricing::of)
                .findFirst());
    }

    static Uni<Void> count(SqlConnection transaction, Repricing repricing) {
        return repricing.counted() || repricing.onlyUnpriced()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(COUNT)
                        .execute(Tuple.of(repricing.id(), repricing.projectId()))
                        .replaceWithVoid();
    }

    /** The traces that come next. */
    static Uni<TracesAhead> next(SqlConnection transaction, Repricing repricing, int most) {
        Tuple parameters = Tuple.tuple(Arrays.asList(
                repricing.projectId(),
                repricing.from(),
                repricing.to(),
                repricing.doneUntil(),
                repricing.doneUntilTrace(),
                most));
        return transaction
                .preparedQuery(repricing.onlyUnpriced() ? TRACES_THAT_WAIT : TRACES_OF_RANGE)
                .execute(parameters)
                .map(rows -> TracesAhead.of(rows, repricing, most));
    }

    static Uni<Void> advance(SqlConnection transaction, Repricing repricing, TracesAhead traces, RepricingTally tally) {
        RepricingTally.Sums total = tally.total();
        Tuple progress = Tuple.tuple(Arrays.asList(
                repricing.id(),
                repricing.projectId(),
                traces.areLast(),
                traces.until(),
                traces.untilTrace(),
                (long) traces.traceIds().size(),
                total.spans(),
                total.beforeUsd(),
                total.afterUsd(),
                total.unpricedBefore(),
                total.unpricedAfter()));
        return writeChanges(transaction, repricing, tally)
                .chain(() -> transaction.preparedQuery(ADVANCE).execute(progress))
                .replaceWithVoid();
    }

    static Uni<Void> failed(Pool pool, Repricing repricing, Throwable cause) {
        String error = cause.toString();
        return pool.preparedQuery(FAILED)
                .execute(Tuple.of(
                        repricing.id(),
                        repricing.projectId(),
                        error.substring(0, Math.min(error.length(), LONGEST_ERROR)),
                        MOST_ATTEMPTS))
                .replaceWithVoid();
    }

    private static Uni<Void> writeChanges(SqlConnection transaction, Repricing repricing, RepricingTally tally) {
        if (tally.byKey().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Columns columns = new Columns(List.copyOf(tally.byKey().entrySet()));
        Tuple changes = Tuple.tuple()
                .addLong(repricing.id())
                .addInteger(repricing.projectId())
                .addValue(columns.keys(RepricingTally.Key::day, java.time.LocalDate[]::new))
                .addValue(columns.keys(RepricingTally.Key::provider, String[]::new))
                .addValue(columns.keys(RepricingTally.Key::model, String[]::new))
                .addValue(columns.keys(RepricingTally.Key::fromPriceId, Long[]::new))
                .addValue(columns.keys(RepricingTally.Key::toPriceId, Long[]::new))
                .addValue(columns.sums(RepricingTally.Sums::spans, Long[]::new))
                .addValue(columns.sums(RepricingTally.Sums::beforeUsd, BigDecimal[]::new))
                .addValue(columns.sums(RepricingTally.Sums::afterUsd, BigDecimal[]::new))
                .addValue(columns.sums(RepricingTally.Sums::unpricedBefore, Long[]::new))
                .addValue(columns.sums(RepricingTally.Sums::unpricedAfter, Long[]::new));
        return transaction.preparedQuery(WRITE_CHANGES).execute(changes).replaceWithVoid();
    }

    private record Columns(List<Map.Entry<RepricingTally.Key, RepricingTally.Sums>> rows) {

        <T> T[] keys(Function<RepricingTally.Key, T> value, java.util.function.IntFunction<T[]> array) {
            return rows.stream().map(row -> value.apply(row.getKey())).toArray(array);
        }

        <T> T[] sums(Function<RepricingTally.Sums, T> value, java.util.function.IntFunction<T[]> array) {
            return rows.stream().map(row -> value.apply(row.getValue())).toArray(array);
        }
    }

    /**
     * Traces that come next.
     *
     * @param areLast whether none come after them
     */
    record TracesAhead(List<Buffer> traceIds, boolean areLast, OffsetDateTime until, Buffer untilTrace) {

        private static TracesAhead of(RowSet<Row> found, Repricing repricing, int most) {
            List<Row> rows = StreamSupport.stream(found.spliterator(), false).toList();
            if (rows.isEmpty()) {
                return new TracesAhead(List.of(), true, repricing.doneUntil(), repricing.doneUntilTrace());
            }
            Row last = rows.get(rows.size() - 1);
            return new TracesAhead(
                    rows.stream()
                            .map(row -> row.getBuffer("trace_id").getDelegate())
                            .distinct()
                            .toList(),
                    rows.size() < most,
                    last.getOffsetDateTime("at"),
                    last.getBuffer("trace_id").getDelegate());
        }
    }
}
