package io.observabilityfactory.ingest.project;

import io.observabilityfactory.ingest.IngestConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Tells which project a request belongs to: for now the configured one. */
@ApplicationScoped
public class Projects {

    private final Pool pool;
    private final String name;
    private volatile @Nullable Integer projectId;

    Projects(Pool pool, IngestConfig config) {
        this.pool = pool;
        this.name = config.project();
    }

    /** The id of the project; looked up once. Fails when there is no such project or no database. */
    public Uni<Integer> current() {
        Integer known = projectId;
        return known != null ? Uni.createFrom().item(known) : lookUp();
    }

    private Uni<Integer> lookUp() {
        return pool.preparedQuery("select project_id from project where name = $1")
                .execute(Tuple.of(name))
                .map(this::remember);
    }

    private Integer remember(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new IllegalStateException("There is no project '" + name + "'");
        }
        Integer id = rows.iterator().next().getInteger("project_id");
        projectId = id;
        return id;
    }
}
