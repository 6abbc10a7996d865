package io.observabilityfactory.alert.silence;

import io.observabilityfactory.alert.AlertConfig;
import io.observabilityfactory.alert.page.PageRequest;
import io.observabilityfactory.service.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The silences of one project, which every statement names. */
@ApplicationScoped
class SilenceRepository implements PanacheRepository<SilenceEntity> {

    private final InstantSource time;
    private final int most;

    SilenceRepository(InstantSource time, AlertConfig config) {
        this.time = time;
        this.most = config.limits().silences();
    }

    @WithTransaction
    Uni<SilenceEntity> create(int projectId, SilenceSettings settings) {
        return count("projectId = ?1 and endsAt > ?2", projectId, time.instant())
                .invoke(this::requireRoom)
                .chain(() -> persistAndFlush(SilenceEntity.of(projectId, settings)));
    }

    private void requireRoom(long present) {
        if (present >= most) {
            throw ProblemException.conflict(
                    "labels", "the project has " + most + " silences already, the most it may have", null);
        }
    }

    @WithSession
    Uni<List<SilenceEntity>> list(int projectId, PageRequest page) {
        return find("projectId = ?1 and id < ?2 order by id desc", projectId, page.after())
                .page(0, page.rows())
                .list();
    }

    @WithSession
    Uni<SilenceEntity> one(int projectId, long id) {
        return find("projectId = ?1 and id = ?2", projectId, id)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("There is no silence " + id + "."));
    }

    /** One that has begun is kept with its end, so that it can be seen why nobody was told. */
    @WithTransaction
    Uni<Void> end(int projectId, long id, Instant now) {
        return one(projectId, id)
                .chain(silence -> silence.begins(now)
                        ? delete(silence)
                        : Uni.createFrom().voidItem().invoke(() -> silence.endAt(now)));
    }
}
