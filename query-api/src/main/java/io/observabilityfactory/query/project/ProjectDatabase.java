package io.observabilityfactory.query.project;

import io.observabilityfactory.service.access.CurrentProject;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The database as one project sees it: its id is {@code $1} of every statement, and no statement does without. It is only read, from the
 * data source {@code read} where there is one.
 */
@ApplicationScoped
public class ProjectDatabase {

    private final Pool pool;
    private final CurrentProject project;

    @Inject
    ProjectDatabase(
            Pool pool,
            @ReactiveDataSource(BoundedReadPool.DATA_SOURCE) InjectableInstance<Pool> forReads,
            CurrentProject project) {
        this(forReads.getHandle().getBean().isActive() ? forReads.get() : pool, project);
    }

    ProjectDatabase(Pool pool, CurrentProject project) {
        this.pool = pool;
        this.project = project;
    }

    /** @param parameters {@code $2} and following */
    public Uni<List<Row>> query(String sql, @Nullable Object... parameters) {
        // The client drops a parameter that the statement does not mention.
        if (!sql.contains("$1")) {
            throw new IllegalArgumentException("not bound to a project: " + sql);
        }
        return pool.preparedQuery(sql)
                .execute(Tuple.from(withProject(parameters)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
    }

    private List<Object> withProject(@Nullable Object[] parameters) {
        return Stream.concat(Stream.of(project.id()), Stream.of(parameters)).toList();
    }
}
