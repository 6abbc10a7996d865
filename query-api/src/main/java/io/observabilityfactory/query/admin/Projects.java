package io.observabilityfactory.query.admin;

import io.observabilityfactory.query.paging.Page;
import io.observabilityfactory.query.paging.PageKey;
import io.observabilityfactory.query.paging.PageRequest;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** Projects in the database. Their telemetry is not read here. */
@ApplicationScoped
class Projects {

    private static final String ALL =
            "select name, created_at from project where $1::text is null or name > $1 order by name limit $2";
    private static final String ONE = "select name, created_at from project where name = $1";
    private static final String CREATE =
            "insert into project (name) values ($1) on conflict (name) do nothing returning name, created_at";

    private final Pool pool;

    Projects(Pool pool) {
        this.pool = pool;
    }

    /** By name. */
    Uni<Page<Project>> all(PageRequest request) {
        String after = request.after().map(key -> key.text(0)).orElse(null);
        return pool.preparedQuery(ALL)
                .execute(Tuple.of(after, request.rowsToRead()))
                .map(rows -> request.page(list(rows), project -> PageKey.of(project.name())));
    }

    Uni<Page<Project>> one(String name) {
        return pool.preparedQuery(ONE).execute(Tuple.of(name)).map(rows -> Page.ofAll(list(rows)));
    }

    Uni<Project> create(String name) {
        return pool.preparedQuery(CREATE)
                .execute(Tuple.of(name))
                .map(Projects::list)
                .map(made -> made.stream()
                        .findFirst()
                        .orElseThrow(() -> ProblemException.conflict(
                                "name", "There is a project named '" + name + "' already.", null)));
    }

    private static List<Project> list(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(Project::from)
                .toList();
    }
}
