package io.observabilityfactory.alert.project;

import io.observabilityfactory.alert.AlertConfig;
import io.observabilityfactory.alert.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalInt;

/** The project named by the configuration. */
@ApplicationScoped
public class CurrentProject {

    private final Pool database;
    private final String name;
    private volatile OptionalInt known = OptionalInt.empty();

    CurrentProject(Pool database, AlertConfig config) {
        this.database = database;
        this.name = config.project();
    }

    public Uni<Integer> id() {
        OptionalInt id = known;
        return id.isPresent() ? Uni.createFrom().item(id.getAsInt()) : lookUp();
    }

    private Uni<Integer> lookUp() {
        return database.preparedQuery("select project_id from project where name = $1")
                .execute(Tuple.of(name))
                .map(this::remember);
    }

    private Integer remember(RowSet<Row> rows) {
        RowIterator<Row> row = rows.iterator();
        if (!row.hasNext()) {
            throw ProblemException.unavailable("there is no project '" + name
                    + "'; create it, or name another one by observability-factory.alert.project");
        }
        int id = row.next().getInteger("project_id");
        known = OptionalInt.of(id);
        return id;
    }
}
