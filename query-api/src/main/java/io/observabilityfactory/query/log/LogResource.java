package io.observabilityfactory.query.log;

import io.observabilityfactory.query.QueryConfig;
import io.observabilityfactory.query.paging.Page;
import io.observabilityfactory.query.paging.PageKey;
import io.observabilityfactory.query.paging.PageRequest;
import io.observabilityfactory.query.project.ProjectDatabase;
import io.observabilityfactory.query.range.TimeRange;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/logs")
@Tag(name = "Logs")
final class LogResource {

    private static final Duration BY_DEFAULT = Duration.ofDays(1);

    /** A trace may be older than what is asked for otherwise. */
    private static final Duration OF_A_TRACE_BY_DEFAULT = Duration.ofDays(90);

    private static final String RECORDS = """
            select time, encode(record_hash, 'hex') as record_hash, severity_text, severity_number,
                   coalesce(event_name, attributes ->> 'event.name') as event_name, service, environment, release,
                   encode(trace_id, 'hex') as trace_id, encode(span_id, 'hex') as span_id,
                   body::text as body, attributes::text as attributes, cut
            from log_record
            where project_id = $1 and time >= $2 and time < $3
              and ($4::text is null or trace_id = decode($4, 'hex'))
              and ($5::text is null or span_id = decode($5, 'hex'))
              and severity_number >= $6
              and ($7::text is null or service = $7)
              and ($8::text is null or body::text ilike $8 or attributes::text ilike $8)
              and ($9::timestamptz is null or (time, record_hash) < ($9, decode($10, 'hex')))
            order by time desc, record_hash desc
            limit $11""";

    private final ProjectDatabase database;
    private final QueryConfig config;

    LogResource(ProjectDatabase database, QueryConfig config) {
        this.database = database;
        this.config = config;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Page.CSV})
    @Operation(
            summary = "Log records, the latest first",
            description =
                    "By default of the last 24 hours, or with a trace of the last 90 days. All that is given has to hold.")
    public Uni<Page<LogRecord>> logs(
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @Parameter(example = "0af7651916cd43dd8448eb211c80319c") @RestQuery @Nullable String traceId,
            @RestQuery @Nullable String spanId,
            @Parameter(
                            description = "trace, debug, info, warn, error, fatal, or a number from 1 to 24",
                            example = "warn")
                    @RestQuery
                    @Nullable
                    String minSeverity,
            @RestQuery @Nullable String service,
            @Parameter(description = "is in the body or the attributes, in whatever case") @RestQuery @Nullable
                    String text,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor,
            @Context UriInfo uri) {
        LogFilter filter = LogFilter.parse(traceId, spanId, minSeverity, service, text);
        TimeRange range = TimeRange.parse(from, to, traceId == null ? BY_DEFAULT : OF_A_TRACE_BY_DEFAULT, Instant.now())
                .requireAtMost(config.maxReportDays());
        PageRequest page = PageRequest.parse(limit, cursor, uri);
        return records(filter, range, page).map(rows -> page(page, rows));
    }

    private Uni<List<Row>> records(LogFilter filter, TimeRange range, PageRequest page) {
        return database.query(
                RECORDS,
                range.fromUtc(),
                range.toUtc(),
                filter.traceId(),
                filter.spanId(),
                (short) filter.leastSeverity(),
                filter.service(),
                filter.pattern(),
                page.after().map(key -> key.time(0)).orElse(null),
                page.after().map(LogResource::hash).orElse(null),
                page.rowsToRead());
    }

    private static String hash(PageKey key) {
        String hash = key.text(1);
        if (!hash.matches("([0-9a-f]{2})+")) {
            throw ProblemException.invalid("cursor", "a nextCursor of this list");
        }
        return hash;
    }

    private static Page<LogRecord> page(PageRequest request, List<Row> rows) {
        Page<Row> page =
                request.page(rows, row -> PageKey.of(row.getOffsetDateTime("time"), row.getString("record_hash")));
        return new Page<>(page.items().stream().map(LogRecord::from).toList(), page.nextCursor());
    }
}
