package io.observabilityfactory.query.trace;

import io.observabilityfactory.query.paging.Page;
import io.observabilityfactory.query.paging.PageRequest;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/traces/{id}")
final class TraceResource {

    private static final String ID = "A trace's id, or a run's: of several traces of a run it is the newest";

    private final TraceQueries queries;
    private final TracePages pages;

    TraceResource(TraceQueries queries, TracePages pages) {
        this.queries = queries;
        this.pages = pages;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "A trace with its spans",
            description = "Up to 1,000 spans, fewer when they carry much; nextCursor leads to those after them. With"
                    + " format=otlp it is OTLP/JSON that any collector takes, and a Link header leads on."
                    + " If-None-Match with the ETag of before spares what has not changed.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Trace.class)))
    @APIResponse(responseCode = "304", description = "Nothing has changed since the ETag")
    public Uni<Response> trace(
            @RestPath @Parameter(description = ID, example = "training_job_001") String id,
            @RestQuery @Parameter(description = "json or otlp") @Nullable String format,
            @RestQuery @Parameter(description = "The most spans, up to 1,000") @Nullable String limit,
            @RestQuery @Nullable String cursor,
            UriInfo uri,
            Request request) {
        PageRequest page = PageRequest.parseLongest(limit, cursor, uri);
        TraceFormat wanted = TraceFormat.parse(format);
        return queries.outline(id).chain(outline -> pages.page(outline, page, wanted, request, uri));
    }

    @GET
    @Path("tree")
    @Produces("text/plain; charset=utf-8")
    @Operation(summary = "The trace as a tree with durations, repeated siblings folded")
    public Uni<String> tree(@RestPath @Parameter(description = ID, example = "training_job_001") String id) {
        return queries.outline(id).map(outline -> TracePicture.of(outline.forest()));
    }

    @GET
    @Path("bottlenecks")
    @Produces({MediaType.APPLICATION_JSON, Page.CSV})
    @Operation(
            summary = "The spans that a trace is slow by, worst first",
            description =
                    "By how long the trace waited for each span itself (its part of the critical path), then by the time"
                            + " in which none of its children ran.")
    public Uni<Page<Bottleneck>> bottlenecks(
            @RestPath @Parameter(description = ID, example = "training_job_001") String id,
            @RestQuery @Parameter(description = "Leaves out shorter spans", example = "1000") @Nullable
                    String minDurationMs,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor,
            UriInfo uri) {
        PageRequest page = PageRequest.parse(limit, cursor, uri);
        Duration given = TraceParameters.duration("minDurationMs", minDurationMs);
        Duration least = given == null ? Duration.ZERO : given;
        return queries.outline(id).map(outline -> page(Bottleneck.of(outline, least), page));
    }

    private static Page<Bottleneck> page(List<Bottleneck> worstFirst, PageRequest page) {
        int from = page.after()
                .map(key -> 1 + position(worstFirst, key.text(0), key.text(1)))
                .orElse(0);
        List<Bottleneck> rest = worstFirst.subList(from, Math.min(worstFirst.size(), from + page.rowsToRead()));
        return page.page(rest, Bottleneck::key);
    }

    /** Spans that arrive change the ranks, but not whom a page ended with. */
    private static int position(List<Bottleneck> worstFirst, String start, String spanId) {
        for (int i = 0; i < worstFirst.size(); i++) {
            if (worstFirst.get(i).is(start, spanId)) {
                return i;
            }
        }
        throw ProblemException.invalid(PageRequest.CURSOR, "a nextCursor of this list");
    }
}
