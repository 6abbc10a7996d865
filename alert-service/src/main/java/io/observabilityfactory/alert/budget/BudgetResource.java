package io.observabilityfactory.alert.budget;

import io.observabilityfactory.alert.evaluation.Spending;
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

@Path("/api/v1/budgets")
class BudgetResource {

    private final CurrentProject project;
    private final BudgetRepository budgets;
    private final Spending spending;

    BudgetResource(CurrentProject project, BudgetRepository budgets, Spending spending) {
        this.project = project;
        this.budgets = budgets;
        this.spending = spending;
    }

    @POST
    public Uni<RestResponse<BudgetView>> create(@Nullable BudgetSettings body) {
        BudgetSettings settings = required(body);
        return budgets.create(project.id(), settings).map(budget -> created(budget.toView(null)));
    }

    @GET
    public Uni<Page<BudgetView>> list() {
        return budgets.all(project.id()).map(BudgetResource::page);
    }

    @GET
    @Path("/{id}")
    public Uni<BudgetView> get(long id) {
        return budgets.one(project.id(), id).chain(this::withToday);
    }

    @PUT
    @Path("/{id}")
    public Uni<BudgetView> replace(long id, @Nullable BudgetSettings body) {
        BudgetSettings settings = required(body);
        return budgets.replace(project.id(), id, settings).map(budget -> budget.toView(null));
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> remove(long id) {
        return budgets.remove(project.id(), id);
    }

    private Uni<BudgetView> withToday(BudgetEntity budget) {
        return spending.today(budget.toDailyBudget()).map(state -> budget.toView(TodayView.of(state)));
    }

    private static BudgetSettings required(@Nullable BudgetSettings body) {
        if (body == null) {
            throw ProblemException.invalid("body", "a JSON object");
        }
        return body;
    }

    private static RestResponse<BudgetView> created(BudgetView budget) {
        return RestResponse.ResponseBuilder.<BudgetView>created(URI.create("/api/v1/budgets/" + budget.id()))
                .entity(budget)
                .build();
    }

    private static Page<BudgetView> page(List<BudgetEntity> budgets) {
        return new Page<>(budgets.stream().map(it -> it.toView(null)).toList(), null);
    }
}
