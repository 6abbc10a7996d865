package io.observabilityfactory.query.ledger;

import io.observabilityfactory.query.QueryConfig;
import io.observabilityfactory.query.paging.Page;
import io.observabilityfactory.query.paging.PageKey;
import io.observabilityfactory.query.paging.PageRequest;
import io.observabilityfactory.query.project.ProjectDatabase;
import io.observabilityfactory.query.range.TimeRange;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/ledger")
@Tag(name = "Ledger")
@Produces({MediaType.APPLICATION_JSON, Page.CSV})
final class LedgerResource {

    private static final Duration BY_DEFAULT = Duration.ofDays(1);

    /** As the view ledger has it, by the index of commit times: what batches have not been summed up yet, and the hours of others. */
    private static final String HOURS = """
            select hour, signal, received, stored, duplicates, rejected
            from (
                select hour, signal,
                       sum(received)::bigint as received, sum(stored)::bigint as stored,
                       sum(duplicates)::bigint as duplicates, sum(rejected)::bigint as rejected
                from (
                    select date_bin('1 hour', committed_at, 'epoch') as hour, signal, received, stored, duplicates, rejected
                    from ingest_batch
                    where project_id = $1 and committed_at >= $2
                      and committed_at < least($3, $4::timestamptz + interval '1 hour')
                    union all
                    select hour, signal, received, stored, duplicates, rejected
                    from ledger_hour
                    where project_id = $1 and hour >= $2 and hour < least($3, $4::timestamptz + interval '1 hour')
                ) entry
                group by hour, signal
            ) ledger
            where $4::timestamptz is null or (hour, signal) < ($4, $5)
            order by hour desc, signal desc
            limit $6""";

    private static final String REJECTIONS = """
            select rejected_id, rejected_at, signal, reason
            from rejected_record
            where project_id = $1 and rejected_at >= $2 and rejected_at < $3
              and ($4::timestamptz is null or (rejected_at, rejected_id) < ($4, $5))
            order by rejected_at desc, rejected_id desc
            limit $6""";

    private static final String WAITING = """
            select count(*) as batches, coalesce(sum(stored), 0)::bigint as records, min(committed_at) as since
            from (
                select stored, committed_at
                from ingest_batch
                where project_id = $1 and settled_at is null
                order by batch_id
                limit $2
            ) waiting""";

    private final ProjectDatabase database;
    private final QueryConfig config;

    LedgerResource(ProjectDatabase database, QueryConfig config) {
        this.database = database;
        this.config = config;
    }

    @GET
    @Operation(
            summary = "What was received, stored, known already and rejected, by hour, the latest first",
            description = "By default of the last 24 hours; a range is widened to whole hours.")
    public Uni<Page<LedgerHour>> hours(
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor,
            @Context UriInfo uri) {
        TimeRange range = range(from, to).inWholeHours();
        PageRequest page = PageRequest.parse(limit, cursor, uri);
        return database.query(
                        HOURS,
                        range.fromUtc(),
                        range.toUtc(),
                        page.after().map(key -> key.time(0)).orElse(null),
                        page.after().map(key -> key.text(1)).orElse(null),
                        page.rowsToRead())
                .map(rows -> page.page(
                        rows.stream().map(LedgerHour::from).toList(),
                        row -> PageKey.of(utc(row.hour()), row.signal())));
    }

    @GET
    @Path("rejections")
    @Operation(
            summary = "Why records were rejected, the latest first",
            description = "By default of the last 24 hours.")
    public Uni<Page<Rejection>> rejections(
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor,
            @Context UriInfo uri) {
        TimeRange range = range(from, to);
        PageRequest page = PageRequest.parse(limit, cursor, uri);
        return database.query(
                        REJECTIONS,
                        range.fromUtc(),
                        range.toUtc(),
                        page.after().map(key -> key.time(0)).orElse(null),
                        page.after().map(key -> key.number(1)).orElse(null),
                        page.rowsToRead())
                .map(rows -> page.page(
                        rows.stream().map(Rejection::from).toList(),
                        row -> PageKey.of(utc(row.rejectedAt()), row.id())));
    }

    @GET
    @Path("waiting")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What is stored, but in no figure yet",
            description = "At most the oldest 10,000 batches are counted.")
    public Uni<Waiting> waiting() {
        return database.query(WAITING, Waiting.MOST_BATCHES).map(rows -> Waiting.from(rows.get(0)));
    }

    private TimeRange range(@Nullable String from, @Nullable String to) {
        return TimeRange.parse(from, to, BY_DEFAULT, Instant.now()).requireAtMost(config.maxReportDays());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
