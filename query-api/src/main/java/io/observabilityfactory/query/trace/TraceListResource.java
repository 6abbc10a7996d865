package io.observabilityfactory.query.trace;

import io.observabilityfactory.query.QueryConfig;
import io.observabilityfactory.query.paging.Page;
import io.observabilityfactory.query.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/traces")
final class TraceListResource {

    private final TraceList traces;
    private final QueryConfig config;

    TraceListResource(TraceList traces, QueryConfig config) {
        this.traces = traces;
        this.config = config;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Page.CSV})
    @Operation(
            summary = "Traces, the latest first, by default of the last 24 hours",
            description = "A trace is in the list as soon as it is priced, some hundred milliseconds after it arrived.")
    public Uni<Page<TraceSummary>> traces(
            @BeanParam TraceParameters parameters,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor,
            UriInfo uri) {
        PageRequest request = PageRequest.parse(limit, cursor, uri);
        TraceFilter filter =
                parameters.filter(request.after(), OffsetDateTime.now(ZoneOffset.UTC), config.maxReportDays());
        return traces.page(filter, request);
    }
}
