package io.observabilityfactory.query.project;

import io.observabilityfactory.query.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The database as one project sees it: its id is {@code $1} of every statement, and no statement does without. */
@ApplicationScoped
public class ProjectDatabase {

    private final Database database;
    private final CurrentProject project;

    ProjectDatabase(Database database, CurrentProject project) {
        this.database = database;
        this.project = project;
    }

    /** @param parameters {@code $2} and following */
    public Uni<List<Row>> query(String sql, @Nullable Object... parameters) {
        // The client drops a parameter that the statement does not mention.
        if (!sql.contains("$1")) {
            throw new IllegalArgumentException("not bound to a project: " + sql);
        }
        return project.id().chain(id -> database.query(sql, withProject(id, parameters)));
    }

    private static List<Object> withProject(Integer id, @Nullable Object[] parameters) {
        return Stream.concat(Stream.of(id), Stream.of(parameters)).toList();
    }
}
