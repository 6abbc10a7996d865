package io.observabilityfactory.cost.catalogue;

import io.observabilityfactory.model.price.PriceVersion;
import io.observabilityfactory.service.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;

/** Price versions that a project sees: its own, and those that hold for everybody. It adds only to its own. */
@ApplicationScoped
class PriceRepository implements PanacheRepository<PriceEntity> {

    private static final String VISIBLE = "(projectId is null or projectId = :project)";

    private static final String LOCK = "select cast(pg_advisory_xact_lock(hashtextextended('model_price', 0)) as text)";

    private static final String PRICE_WHAT_WAITS = "select cast(price_what_waits(?1) as text)";

    @WithSession
    Uni<PriceEntity> one(int projectId, long id) {
        return find(
                        VISIBLE + " and id = :id",
                        Parameters.with("project", projectId).and("id", id))
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("There is no price version " + id + "."));
    }

    @WithSession
    Uni<List<PriceEntity>> page(int projectId, PriceFilter filter) {
        return find(
                        "from PriceEntity p where " + VISIBLE + filter.conditions() + " order by p.id",
                        filter.parameters().and("project", projectId))
                .range(0, filter.limit())
                .list();
    }

    /** All that was said of the model that a version is of, superseded versions too, in the order of their beginning. */
    @WithSession
    Uni<List<PriceEntity>> history(int projectId, long id) {
        return find(
                        "from PriceEntity p where (projectId is null or projectId = :project) and exists (select 1 from"
                                + " PriceEntity o where o.id = :id and o.provider = p.provider and o.model = p.model and"
                                + " (o.projectId = p.projectId or o.projectId is null and p.projectId is null))"
                                + " order by p.validFrom, p.id",
                        Parameters.with("project", projectId).and("id", id))
                .list();
    }

    @WithSession
    Uni<List<PriceEntity>> visible(int projectId) {
        return find(VISIBLE + " order by id", Parameters.with("project", projectId))
                .list();
    }

    /**
     * Adds versions of its own to a project, while nobody else adds any and nothing is priced.
     *
     * @param additions what is to be added to the versions that the project has
     */
    @WithTransaction
    Uni<List<PriceEntity>> add(int projectId, Function<List<PriceEntity>, List<PriceVersion>> additions) {
        return getSession()
                .chain(session -> session.createNativeQuery(LOCK, String.class).getSingleResult())
                .chain(() -> list("projectId", projectId))
                .map(additions)
                .map(versions -> versions.stream().map(PriceEntity::of).toList())
                .chain(added -> added.isEmpty() ? Uni.createFrom().item(added) : stored(projectId, added));
    }

    /** What waited for a price gets one, in a round of its own. */
    private Uni<List<PriceEntity>> stored(int projectId, List<PriceEntity> added) {
        return persist(added)
                .chain(this::flush)
                .chain(this::getSession)
                .chain(session -> session.createNativeQuery(PRICE_WHAT_WAITS, String.class)
                        .setParameter(1, projectId)
                        .getSingleResult())
                .replaceWith(added);
    }
}
