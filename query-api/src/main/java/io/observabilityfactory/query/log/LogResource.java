package io.observabilityfactory.query.log;

import io.observabilityfactory.query.QueryConfig;
import io.observabilityfactory.query.paging.Page;
import io.observabilityfactory.query.paging.PageRequest;
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

    private final LogQueries queries;
    private final QueryConfig config;

    LogResource(LogQueries queries, QueryConfig config) {
        this.queries = queries;
        this.config = config;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Page.CSV})
    @Operation(
            summary = "Log records, the latest first",
            description =
                    "By default of the last 24 hours, or with a trace of the last 90 days. All that is given has to hold. A search"
                            + " that has to look far comes in pages with few records or none: go on with nextCursor as long as there is"
                            + " one.")
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
        return queries.page(filter, range, PageRequest.parse(limit, cursor, uri));
    }
}
