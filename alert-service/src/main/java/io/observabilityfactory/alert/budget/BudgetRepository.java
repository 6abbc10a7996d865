package io.observabilityfactory.alert.budget;

import io.observabilityfactory.service.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;

/** The budgets of one project, which every statement names. */
@ApplicationScoped
class BudgetRepository implements PanacheRepository<BudgetEntity> {

    private static final String ONE = "projectId = ?1 and id = ?2";

    @WithTransaction
    Uni<BudgetEntity> create(int projectId, BudgetSettings settings) {
        return persistAndFlush(BudgetEntity.of(projectId, settings))
                .onFailure(ConstraintViolationException.class)
                .transform(e -> nameTaken(settings, e));
    }

    @WithSession
    Uni<List<BudgetEntity>> all(int projectId) {
        return list("projectId = ?1 order by name", projectId);
    }

    @WithSession
    Uni<BudgetEntity> one(int projectId, long id) {
        return find(ONE, projectId, id).firstResult().onItem().ifNull().failWith(() -> unknown(id));
    }

    @WithTransaction
    Uni<BudgetEntity> replace(int projectId, long id, BudgetSettings settings) {
        return one(projectId, id)
                .map(budget -> budget.apply(settings))
                .call(this::flush)
                .onFailure(ConstraintViolationException.class)
                .transform(e -> nameTaken(settings, e));
    }

    @WithTransaction
    Uni<Void> remove(int projectId, long id) {
        return delete(ONE, projectId, id)
                .map(removed -> removed > 0)
                .invoke(existed -> requireExisted(existed, id))
                .replaceWithVoid();
    }

    private static void requireExisted(boolean existed, long id) {
        if (!existed) {
            throw unknown(id);
        }
    }

    private static ProblemException unknown(long id) {
        return ProblemException.notFound("there is no budget " + id);
    }

    private static ProblemException nameTaken(BudgetSettings settings, Throwable cause) {
        return ProblemException.conflict("name", "there is a budget named '" + settings.name() + "' already", cause);
    }
}
