package io.observabilityfactory.cost.repricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.observabilityfactory.cost.catalogue.Page;
import io.observabilityfactory.service.access.CurrentProject;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Rounds of pricing again: what would change, what did, how far it is. They are kept. */
@Path("/api/v1/repricings")
class RepricingResource {

    private final CurrentProject project;
    private final RepricingStore rounds;

    RepricingResource(CurrentProject project, RepricingStore rounds) {
        this.project = project;
        this.rounds = rounds;
    }

    @POST
    public Uni<RestResponse<ObjectNode>> create(@Nullable JsonNode body) {
        int projectId = project.id();
        return rounds.create(projectId, RepricingRequest.of(body)).chain(id -> created(projectId, id));
    }

    @GET
    public Uni<Page> list() {
        return rounds.all(project.id()).map(all -> new Page(all, null));
    }

    @GET
    @Path("/{id}")
    public Uni<ObjectNode> get(long id) {
        return rounds.one(project.id(), id);
    }

    @POST
    @Path("/{id}/apply")
    public Uni<RestResponse<ObjectNode>> apply(long id) {
        int projectId = project.id();
        return rounds.apply(projectId, id).chain(applied -> created(projectId, applied));
    }

    @POST
    @Path("/{id}/cancel")
    public Uni<ObjectNode> cancel(long id) {
        return rounds.cancel(project.id(), id);
    }

    private Uni<RestResponse<ObjectNode>> created(int projectId, long id) {
        return rounds.one(projectId, id)
                .map(round -> RestResponse.ResponseBuilder.<ObjectNode>created(URI.create("/api/v1/repricings/" + id))
                        .entity(round)
                        .build());
    }
}
