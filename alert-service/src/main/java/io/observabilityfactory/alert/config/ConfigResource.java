package io.observabilityfactory.alert.config;

import io.observabilityfactory.alert.budget.BudgetSettings;
import io.observabilityfactory.service.access.CurrentProject;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the {@code cost_tracking.alerts} of a configuration file. */
@Path("/api/v1/alerts/config")
class ConfigResource {

    private final CurrentProject project;
    private final ConfiguredBudgets budgets;
    private final ConfigSync sync;

    ConfigResource(CurrentProject project, ConfiguredBudgets budgets, ConfigSync sync) {
        this.project = project;
        this.budgets = budgets;
        this.sync = sync;
    }

    @PUT
    public Uni<Void> apply(@Nullable ConfiguredAlerts body) {
        if (body == null) {
            throw ProblemException.invalid("body", "a JSON object");
        }
        List<BudgetSettings> wanted = budgets.of(body);
        return sync.apply(project.id(), wanted);
    }
}
