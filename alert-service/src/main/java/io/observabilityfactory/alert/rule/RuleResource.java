package io.observabilityfactory.alert.rule;

import io.observabilityfactory.alert.page.Page;
import io.observabilityfactory.alert.page.PageRequest;
import io.observabilityfactory.service.access.CurrentProject;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/alerts/rules")
class RuleResource {

    private final CurrentProject project;
    private final RuleStore rules;

    RuleResource(CurrentProject project, RuleStore rules) {
        this.project = project;
        this.rules = rules;
    }

    @POST
    public Uni<RestResponse<RuleView>> create(@Nullable RuleSettings body) {
        return rules.create(project.id(), RuleKind.RULE, required(body), RuleSettings.class)
                .map(rule -> created(RuleView.of(rule)));
    }

    @GET
    public Uni<Page<RuleView>> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("name") @Nullable String name) {
        PageRequest page = PageRequest.of(cursor, limit, 0);
        return rules.list(project.id(), RuleKind.RULE, page, name, RuleSettings.class)
                .map(read -> Page.of(read.stream().map(RuleView::of).toList(), page, RuleView::id));
    }

    @GET
    @Path("/{id}")
    public Uni<RuleView> get(long id) {
        return rules.one(project.id(), RuleKind.RULE, id, RuleSettings.class).map(RuleView::of);
    }

    @PUT
    @Path("/{id}")
    public Uni<RuleView> replace(long id, @Nullable RuleSettings body) {
        return rules.replace(project.id(), RuleKind.RULE, id, required(body), RuleSettings.class)
                .map(RuleView::of);
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> remove(long id) {
        return rules.remove(project.id(), RuleKind.RULE, id);
    }

    private static RuleSettings required(@Nullable RuleSettings body) {
        if (body == null) {
            throw ProblemException.invalid("body", "a JSON object");
        }
        return body;
    }

    private static RestResponse<RuleView> created(RuleView rule) {
        return RestResponse.ResponseBuilder.<RuleView>created(URI.create(RuleKind.RULE.path() + rule.id()))
                .entity(rule)
                .build();
    }
}
