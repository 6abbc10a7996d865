package io.observabilityfactory.alert.silence;

import io.observabilityfactory.alert.page.Page;
import io.observabilityfactory.alert.page.PageRequest;
import io.observabilityfactory.service.access.CurrentProject;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import java.time.InstantSource;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/alerts/silences")
class SilenceResource {

    private final CurrentProject project;
    private final SilenceRepository silences;
    private final InstantSource time;

    SilenceResource(CurrentProject project, SilenceRepository silences, InstantSource time) {
        this.project = project;
        this.silences = silences;
        this.time = time;
    }

    @POST
    public Uni<RestResponse<SilenceView>> create(@Nullable SilenceSettings body) {
        if (body == null) {
            throw ProblemException.invalid("body", "a JSON object");
        }
        return silences.create(project.id(), body).map(silence -> created(silence.toView()));
    }

    @GET
    public Uni<Page<SilenceView>> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable Integer limit) {
        PageRequest page = PageRequest.of(cursor, limit, Long.MAX_VALUE);
        return silences.list(project.id(), page)
                .map(read -> Page.of(read.stream().map(SilenceEntity::toView).toList(), page, SilenceView::id));
    }

    @GET
    @Path("/{id}")
    public Uni<SilenceView> get(long id) {
        return silences.one(project.id(), id).map(SilenceEntity::toView);
    }

    /** Ends it now. */
    @DELETE
    @Path("/{id}")
    public Uni<Void> end(long id) {
        return silences.end(project.id(), id, time.instant());
    }

    private static RestResponse<SilenceView> created(SilenceView silence) {
        return RestResponse.ResponseBuilder.<SilenceView>created(URI.create("/api/v1/alerts/silences/" + silence.id()))
                .entity(silence)
                .build();
    }
}
