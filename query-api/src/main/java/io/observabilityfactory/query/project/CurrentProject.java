package io.observabilityfactory.query.project;

import io.observabilityfactory.query.QueryConfig;
import io.observabilityfactory.query.database.Database;
import io.observabilityfactory.query.problem.QueryProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The project a request is for: the configured one, until requests carry keys that name theirs. */
@ApplicationScoped
class CurrentProject {

    private static final String BY_NAME = "select project_id from project where name = $1";

    private final Database database;
    private final String name;

    /** Ids never change. Concurrent first requests may each look it up, with the same result. */
    private volatile @Nullable Integer knownId;

    CurrentProject(Database database, QueryConfig config) {
        this.database = database;
        this.name = config.project();
    }

    Uni<Integer> id() {
        Integer id = knownId;
        return id != null
                ? Uni.createFrom().item(id)
                : database.query(BY_NAME, List.of(name)).map(this::remember);
    }

    private Integer remember(List<Row> rows) {
        if (rows.isEmpty()) {
            throw QueryProblem.unavailable("The project " + name + " does not exist yet.", null);
        }
        Integer id = rows.get(0).getInteger("project_id");
        knownId = id;
        return id;
    }
}
