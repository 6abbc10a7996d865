package io.observabilityfactory.query.trace;

import io.observabilityfactory.model.trace.TraceId;
import io.observabilityfactory.query.QueryConfig;
import io.observabilityfactory.query.paging.Page;
import io.observabilityfactory.query.paging.PageKey;
import io.observabilityfactory.query.paging.PageRequest;
import io.observabilityfactory.query.project.Conditions;
import io.observabilityfactory.query.project.ProjectDatabase;
import io.observabilityfactory.service.access.CurrentProject;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Reads lists of traces, the latest first. What the row of a trace tells is looked for among the latest traces, where what is
 * frequent is soon found, and when those do not fill a page, looked up among all others. What only its spans tell is looked for
 * trace by trace, up to a number of spans: then the page ends, however few were found, and the next one goes on.
 */
@ApplicationScoped
public class TraceList {

    private static final String PAGE = """
            select %s
            from trace_settlement t
            where %s
            order by t.listed_time desc, t.trace_id desc
            limit %s""";

    /**
     * One plan for all would be either of the two: how many traces meet several conditions at once, nobody can estimate. Without a
     * limit ({@code offset 0} keeps it out) the planner takes the way by which all of them are found soonest.
     */
    private static final String FILTERED_PAGE = """
            with latest as materialized (
                select *
                from (
                    select *
                    from trace_settlement t
                    where %1$s and %2$s
                    order by t.listed_time desc, t.trace_id desc
                    limit %5$s
                ) t
                where %3$s
                order by t.listed_time desc, t.trace_id desc
                limit %6$s
            )
            select %4$s
            from latest t
            union all
            select %4$s
            from (
                select *
                from trace_settlement t
                where %1$s and %3$s
                  and (t.listed_time, t.trace_id) < (
                      select t.listed_time, t.trace_id
                      from trace_settlement t
                      where %1$s and %2$s
                      order by t.listed_time desc, t.trace_id desc
                      limit 1 offset %5$s - 1)
                offset 0
            ) t
            where (select count(*) from latest) < %6$s
            order by listed_time desc, trace_id desc
            limit %6$s""";

    /** How many traces are looked at one by one. */
    private static final int LATEST = 2_000;

    private final ProjectDatabase database;
    private final CurrentProject project;
    private final int maxSearchedSpans;

    TraceList(ProjectDatabase database, CurrentProject project, QueryConfig config) {
        this.database = database;
        this.project = project;
        this.maxSearchedSpans = config.maxSearchedSpans();
    }

    public Uni<Page<TraceSummary>> page(TraceFilter filter, PageRequest request) {
        Conditions range = filter.range(project.id());
        Conditions end = range.apart();
        request.after()
                .ifPresentOrElse(
                        // In place of the range's end: of two upper bounds the index would take the wrong one to begin
                        // at.
                        key -> end.and(
                                "(t.listed_time, t.trace_id) < (?, decode(?, 'hex'))", key.time(0), traceId(key)),
                        () -> end.and("t.listed_time < ?", filter.start().to()));
        Conditions rows = filter.addRows(project.id(), range.apart());
        return filter.looksIntoSpans()
                ? searched(filter, range.and(end).and(rows), request)
                : listed(filter, range, end, rows, request);
    }

    private static String traceId(PageKey key) {
        String id = key.text(1);
        if (!TraceId.isHex(id)) {
            throw ProblemException.invalid(PageRequest.CURSOR, "a nextCursor of this list");
        }
        return id;
    }

    private Uni<Page<TraceSummary>> listed(
            TraceFilter filter, Conditions range, Conditions end, Conditions rows, PageRequest request) {
        String sql = rows.isEmpty()
                ? PAGE.formatted(
                        TraceSummary.COLUMNS, range.and(end).sql(), range.bound("?::bigint", request.rowsToRead()))
                : FILTERED_PAGE.formatted(
                        range.sql(),
                        end.sql(),
                        rows.sql(),
                        TraceSummary.COLUMNS,
                        range.bound("?::bigint", LATEST),
                        range.bound("?::bigint", request.rowsToRead()));
        return database.query(sql, range.parameters())
                .map(found ->
                        request.page(found.stream().map(TraceSummary::from).toList(), row -> row.key(filter.start())));
    }

    private Uni<Page<TraceSummary>> searched(TraceFilter filter, Conditions conditions, PageRequest request) {
        String where = conditions.sql();
        String sql = """
                with candidate as materialized (
                    select * from (
                        select t.trace_id, t.listed_time, t.first_span_time, t.last_span_time, t.span_count,
                               sum(t.span_count) over (order by t.listed_time desc, t.trace_id desc) as spans_so_far
                        from trace_settlement t
                        where %s
                        order by t.listed_time desc, t.trace_id desc
                        limit %s
                    ) sorted
                    where spans_so_far - span_count < %s
                ), found as (
                    select t.trace_id, t.listed_time
                    from candidate t cross join lateral (%s limit 1) hit
                    order by t.listed_time desc, t.trace_id desc
                    limit %s
                )
                select %s, false as is_end
                from found join trace_settlement t on t.project_id = $1 and t.trace_id = found.trace_id
                union all
                -- Where the search ended, if it did not come to the end of the list.
                (select null, encode(trace_id, 'hex'), listed_time, null, null, null, null, null, null, null, null, null,
                        null, null, null, null, null, true
                 from candidate
                 where (select sum(span_count) from candidate) >= %s
                 order by listed_time, trace_id
                 limit 1)
                order by is_end, listed_time desc, trace_id desc""".formatted(
                        where,
                        conditions.bound("?", maxSearchedSpans),
                        conditions.bound("?", maxSearchedSpans),
                        hit(filter, conditions),
                        conditions.bound("?", request.rowsToRead()),
                        TraceSummary.COLUMNS,
                        conditions.bound("?", maxSearchedSpans));
        return database.query(sql, conditions.parameters()).map(rows -> page(rows, filter, request));
    }

    /** Something for each trace {@code t} in which the words are and the spans that are looked for. */
    private static String hit(TraceFilter filter, Conditions conditions) {
        String ofSpans = """
                select from span s
                where s.project_id = $1 and s.trace_id = t.trace_id
                  and s.start_time between t.first_span_time and t.last_span_time""";
        if (filter.words().isEmpty()) {
            return ofSpans + " and " + filter.spans().sql(conditions);
        }
        String spans = ofSpans + " and " + filter.spans().sql(conditions) + " and "
                + containsAll(
                        filter.words(),
                        conditions,
                        "concat_ws(' ', s.name, s.status_message, s.error_type, s.attributes::text, s.events::text)");
        String logs = """
                select from log_record l
                where l.project_id = $1 and l.trace_id = t.trace_id
                  -- Records are written while a trace runs, or soon after.
                  and l.time between t.first_span_time - interval '1 hour' and t.last_span_time + interval '1 day'"""
                + " and " + containsAll(filter.words(), conditions, "concat_ws(' ', l.body::text, l.attributes::text)");
        return spans + "\nunion all\n" + logs;
    }

    private static String containsAll(SearchWords words, Conditions conditions, String text) {
        StringBuilder sql = new StringBuilder(
                "exists (select from (select " + text + " collate \"C\" as said offset 0) recorded where true");
        for (String[] patterns : words.patterns()) {
            sql.append(conditions.bound(" and said ilike any (?::text[])", (Object) patterns));
        }
        return sql.append(')').toString();
    }

    private static Page<TraceSummary> page(List<Row> rows, TraceFilter filter, PageRequest request) {
        List<TraceSummary> found = rows.stream()
                .filter(row -> !row.getBoolean("is_end"))
                .map(TraceSummary::from)
                .toList();
        List<Row> end = rows.stream().filter(row -> row.getBoolean("is_end")).toList();
        return found.size() > request.limit() || end.isEmpty()
                ? request.page(found, row -> row.key(filter.start()))
                : request.page(found, keyOf(end.get(0), filter.start()));
    }

    private static PageKey keyOf(Row end, StartRange range) {
        return PageKey.of(end.getOffsetDateTime("listed_time"), end.getString("trace_id"), range.from());
    }
}
