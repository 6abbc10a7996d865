package io.observabilityfactory.alert.instance;

import io.observabilityfactory.alert.lifecycle.Severity;
import io.observabilityfactory.alert.page.Page;
import io.observabilityfactory.alert.page.PageRequest;
import io.observabilityfactory.alert.rule.Require;
import io.observabilityfactory.service.access.CurrentProject;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/alerts/instances")
class InstanceResource {

    private static final List<String> PHASES = List.of("pending", "firing", InstanceView.ACKNOWLEDGED, "resolved");
    private static final List<String> SEVERITIES =
            Arrays.stream(Severity.values()).map(Severity::code).toList();

    private final CurrentProject project;
    private final Instances instances;

    InstanceResource(CurrentProject project, Instances instances) {
        this.project = project;
        this.instances = instances;
    }

    @GET
    public Uni<Page<InstanceView>> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("phase") @Nullable String phase,
            @QueryParam("severity") @Nullable String severity,
            @QueryParam("rule") @Nullable Long rule) {
        PageRequest page = PageRequest.of(cursor, limit, Long.MAX_VALUE);
        checkOneOf("phase", phase, PHASES);
        checkOneOf("severity", severity, SEVERITIES);
        return instances
                .list(project.id(), page, phase, severity, rule)
                .map(read -> Page.of(read, page, InstanceView::id));
    }

    @GET
    @Path("/{id}")
    public Uni<InstanceView> get(long id) {
        return instances.one(project.id(), id);
    }

    /** Nobody is reminded of it any more. That it gets worse, or ends, is told all the same. */
    @POST
    @Path("/{id}/acknowledge")
    public Uni<InstanceView> acknowledge(long id, @Nullable Acknowledgement body) {
        if (body == null) {
            throw ProblemException.invalid("by", "a text");
        }
        return instances.acknowledge(project.id(), id, body.by());
    }

    @DELETE
    @Path("/{id}/acknowledge")
    public Uni<InstanceView> takeBack(long id) {
        return instances.acknowledge(project.id(), id, null);
    }

    private static void checkOneOf(String parameter, @Nullable String value, List<String> accepted) {
        if (value != null) {
            Require.oneOf(parameter, value, it -> Optional.of(it).filter(accepted::contains), accepted);
        }
    }
}
