package io.observabilityfactory.alert.notification;

import io.observabilityfactory.alert.page.Page;
import io.observabilityfactory.alert.page.PageRequest;
import io.observabilityfactory.alert.rule.Require;
import io.observabilityfactory.service.access.CurrentProject;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/alerts/deliveries")
class DeliveryResource {

    private static final List<String> STATES = List.of("pending", "delivered", "dead");

    private final CurrentProject project;
    private final DeliveryLog log;

    DeliveryResource(CurrentProject project, DeliveryLog log) {
        this.project = project;
        this.log = log;
    }

    @GET
    public Uni<Page<DeliveryView>> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("state") @Nullable String state,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("alert") @Nullable Long alert) {
        PageRequest page = PageRequest.of(cursor, limit, Long.MAX_VALUE);
        if (state != null) {
            Require.oneOf("state", state, it -> Optional.of(it).filter(STATES::contains), STATES);
        }
        return log.list(project.id(), page, state, channel, alert).map(read -> Page.of(read, page, DeliveryView::id));
    }

    @GET
    @Path("/{id}")
    public Uni<DeliveryView> get(long id) {
        return log.one(project.id(), id);
    }

    /** Tries one that was given up again, as if it were new. */
    @POST
    @Path("/{id}/replay")
    public Uni<DeliveryView> replay(long id) {
        return log.replay(project.id(), id);
    }
}
