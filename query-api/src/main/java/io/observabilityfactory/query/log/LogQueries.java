package io.observabilityfactory.query.log;

import io.observabilityfactory.query.QueryConfig;
import io.observabilityfactory.query.paging.Page;
import io.observabilityfactory.query.paging.PageKey;
import io.observabilityfactory.query.paging.PageRequest;
import io.observabilityfactory.query.project.Conditions;
import io.observabilityfactory.query.project.ProjectDatabase;
import io.observabilityfactory.query.range.TimeRange;
import io.observabilityfactory.service.access.CurrentProject;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Reads log records, the latest first. Those of a trace are looked up. All others are looked at one after the other, up to a
 * number of them: then the page ends, however few were found, and the next one goes on.
 */
@ApplicationScoped
class LogQueries {

    private static final String OF_TRACE = """
            select %s, true as is_wanted, false as is_end
            from log_record
            where %s and %s
            order by time desc, record_hash desc
            limit %s""";

    /** The last record that may be looked at comes along, wanted or not: behind it the next page begins. */
    private static final String SEARCHED = """
            select %s, is_wanted, is_end
            from (
                select *, position = %s as is_end, %s as is_wanted
                from (
                    select *, row_number() over (order by time desc, record_hash desc) as position
                    from log_record
                    where %s
                    order by time desc, record_hash desc
                    limit %s
                ) looked_at
                offset 0
            ) judged
            where is_wanted or is_end
            order by time desc, record_hash desc
            limit %s""";

    private final ProjectDatabase database;
    private final CurrentProject project;
    private final int maxSearchedRecords;

    LogQueries(ProjectDatabase database, CurrentProject project, QueryConfig config) {
        this.database = database;
        this.project = project;
        this.maxSearchedRecords = config.maxSearchedRecords();
    }

    Uni<Page<LogRecord>> page(LogFilter filter, TimeRange range, PageRequest request) {
        Conditions conditions =
                new Conditions().and("project_id = ?", project.id()).and("time >= ?", range.fromUtc());
        request.after()
                .ifPresentOrElse(
                        // In place of the range's end: of two upper bounds the index would take the wrong one to begin
                        // at.
                        key -> conditions.and("(time, record_hash) < (?, decode(?, 'hex'))", key.time(0), hash(key)),
                        () -> conditions.and("time < ?", range.toUtc()));
        String inRange = conditions.sql();
        String sql = filter.isOfTrace()
                ? OF_TRACE.formatted(
                        LogRecord.COLUMNS, inRange, filter.sql(conditions), conditions.bound("?", request.rowsToRead()))
                : SEARCHED.formatted(
                        LogRecord.COLUMNS,
                        conditions.bound("?", maxSearchedRecords),
                        filter.sql(conditions),
                        inRange,
                        conditions.bound("?", maxSearchedRecords),
                        conditions.bound("?", request.rowsToRead()));
        return database.query(sql, conditions.parameters()).map(rows -> page(rows, request));
    }

    private static String hash(PageKey key) {
        String hash = key.text(1);
        if (!hash.matches("([0-9a-f]{2})+")) {
            throw ProblemException.invalid(PageRequest.CURSOR, "a nextCursor of this list");
        }
        return hash;
    }

    private static Page<LogRecord> page(List<Row> rows, PageRequest request) {
        List<Row> found =
                rows.stream().filter(row -> row.getBoolean("is_wanted")).toList();
        boolean ended = found.size() <= request.limit()
                && !rows.isEmpty()
                && rows.get(rows.size() - 1).getBoolean("is_end");
        Page<Row> page =
                ended ? request.page(found, key(rows.get(rows.size() - 1))) : request.page(found, LogQueries::key);
        return new Page<>(page.items().stream().map(LogRecord::from).toList(), page.nextCursor());
    }

    private static PageKey key(Row row) {
        return PageKey.of(row.getOffsetDateTime("time"), row.getString("record_hash"));
    }
}
