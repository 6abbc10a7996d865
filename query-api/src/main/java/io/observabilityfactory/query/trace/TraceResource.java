package io.observabilityfactory.query.trace;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

@Path("/api/v1/traces/{id}")
final class TraceResource {

    private final TraceQueries queries;

    TraceResource(TraceQueries queries) {
        this.queries = queries;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "A trace by its id, or the newest trace of a run by the run's id")
    public Uni<Trace> trace(@RestPath String id) {
        return queries.trace(id);
    }

    @GET
    @Path("tree")
    @Produces("text/plain; charset=utf-8")
    @Operation(summary = "The trace as a tree with durations, repeated siblings folded")
    public Uni<String> tree(@RestPath String id) {
        return queries.outline(id).map(TracePicture::of);
    }
}
