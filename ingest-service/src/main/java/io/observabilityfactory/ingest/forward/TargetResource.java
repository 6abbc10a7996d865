package io.observabilityfactory.ingest.forward;

import io.observabilityfactory.service.access.AdminOnly;
import io.observabilityfactory.service.access.CurrentProject;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The backends that a project has its spans passed on to. */
@Path(TargetResource.PATH)
@AdminOnly
class TargetResource {

    static final String PATH = "/api/v1/ingest/forward-targets";

    private final CurrentProject project;
    private final ProjectTargets targets;

    TargetResource(CurrentProject project, ProjectTargets targets) {
        this.project = project;
        this.targets = targets;
    }

    /** All of them: a project has few. */
    record TargetList(List<TargetView> items) {}

    @GET
    public Uni<TargetList> list() {
        return targets.list(project.id()).map(TargetList::new);
    }

    @POST
    public Uni<RestResponse<TargetView>> create(@Nullable TargetSettings body) {
        return targets.create(project.id(), required(body)).map(TargetResource::created);
    }

    @GET
    @Path("/{id}")
    public Uni<TargetView> get(int id) {
        return targets.one(project.id(), id);
    }

    @PUT
    @Path("/{id}")
    public Uni<TargetView> replace(int id, @Nullable TargetSettings body) {
        return targets.replace(project.id(), id, required(body));
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> remove(int id) {
        return targets.remove(project.id(), id);
    }

    private static TargetSettings required(@Nullable TargetSettings body) {
        if (body == null) {
            throw ProblemException.invalid("body", "a JSON object");
        }
        return body;
    }

    private static RestResponse<TargetView> created(TargetView target) {
        return RestResponse.ResponseBuilder.<TargetView>created(URI.create(PATH + "/" + target.id()))
                .entity(target)
                .build();
    }
}
