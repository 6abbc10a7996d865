package io.observabilityfactory.alert.budget;

import io.observabilityfactory.alert.page.Page;
import io.observabilityfactory.alert.page.PageRequest;
import io.observabilityfactory.alert.rule.RuleKind;
import io.observabilityfactory.alert.rule.RuleStore;
import io.observabilityfactory.alert.rule.StoredRule;
import io.observabilityfactory.service.access.CurrentProject;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/budgets")
class BudgetResource {

    private final CurrentProject project;
    private final RuleStore rules;
    private final BudgetStates states;

    BudgetResource(CurrentProject project, RuleStore rules, BudgetStates states) {
        this.project = project;
        this.rules = rules;
        this.states = states;
    }

    @POST
    public Uni<RestResponse<BudgetView>> create(@Nullable BudgetSettings body) {
        return rules.create(project.id(), RuleKind.BUDGET, required(body), BudgetSettings.class)
                .map(budget -> created(BudgetView.of(budget, null)));
    }

    /** Each with its state, one after the other: a page of them is no heavier on the database than one. */
    @GET
    public Uni<Page<BudgetView>> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("name") @Nullable String name) {
        PageRequest page = PageRequest.of(cursor, limit, 0);
        int projectId = project.id();
        return rules.list(projectId, RuleKind.BUDGET, page, name, BudgetSettings.class)
                .map(read -> Page.of(read, page, StoredRule::id))
                .chain(read -> withStates(projectId, read));
    }

    @GET
    @Path("/{id}")
    public Uni<BudgetView> get(long id) {
        int projectId = project.id();
        return rules.one(projectId, RuleKind.BUDGET, id, BudgetSettings.class)
                .chain(budget -> withState(projectId, budget));
    }

    @PUT
    @Path("/{id}")
    public Uni<BudgetView> replace(long id, @Nullable BudgetSettings body) {
        return rules.replace(project.id(), RuleKind.BUDGET, id, required(body), BudgetSettings.class)
                .map(budget -> BudgetView.of(budget, null));
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> remove(long id) {
        return rules.remove(project.id(), RuleKind.BUDGET, id);
    }

    private Uni<Page<BudgetView>> withStates(int projectId, Page<StoredRule<BudgetSettings>> page) {
        return Multi.createFrom()
                .iterable(page.items())
                .onItem()
                .transformToUniAndConcatenate(budget -> withState(projectId, budget))
                .collect()
                .asList()
                .map(views -> new Page<>(List.copyOf(views), page.nextCursor()));
    }

    private Uni<BudgetView> withState(int projectId, StoredRule<BudgetSettings> budget) {
        return states.of(projectId, budget.settings()).map(state -> BudgetView.of(budget, state));
    }

    private static BudgetSettings required(@Nullable BudgetSettings body) {
        if (body == null) {
            throw ProblemException.invalid("body", "a JSON object");
        }
        return body;
    }

    private static RestResponse<BudgetView> created(BudgetView budget) {
        return RestResponse.ResponseBuilder.<BudgetView>created(URI.create(RuleKind.BUDGET.path() + budget.id()))
                .entity(budget)
                .build();
    }
}
