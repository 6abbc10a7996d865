package io.observabilityfactory.query.database;

import io.observabilityfactory.query.problem.QueryProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Runs statements and tells an absent database from a faulty statement. */
@ApplicationScoped
public class Database {

    /** Connection lost, login refused, no such database, out of resources, shutting down or starting up. */
    private static final Set<String> AWAY = Set.of("08", "28", "3D", "53", "57");

    private static final String STATEMENT_TIMEOUT = "57014";

    /** The database is there and not migrated yet. */
    private static final String UNDEFINED_TABLE = "42P01";

    /** A character that text in Postgres cannot have: NUL. */
    private static final String UNTRANSLATABLE_CHARACTER = "22021";

    private final Pool pool;

    Database(Pool pool) {
        this.pool = pool;
    }

    /** Fails with a {@link QueryProblem} when the database is away or takes too long. */
    public Uni<List<Row>> query(String sql, List<Object> parameters) {
        return pool.preparedQuery(sql)
                .execute(Tuple.from(parameters))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList())
                .onFailure()
                .transform(Database::explained);
    }

    private static Throwable explained(Throwable failure) {
        if (!(failure instanceof PgException refused)) {
            // A statement the server has seen fails with a PgException; anything else means it never got there.
            return QueryProblem.unavailable("The database cannot be reached.", failure);
        }
        String state = String.valueOf(refused.getSqlState());
        if (state.equals(STATEMENT_TIMEOUT)) {
            return QueryProblem.unavailable("The query took too long; a shorter range takes less.", failure);
        }
        if (state.equals(UNTRANSLATABLE_CHARACTER)) {
            return QueryProblem.notFound("Nothing can have a name like this.");
        }
        if (state.equals(UNDEFINED_TABLE)) {
            return QueryProblem.unavailable("The database has no tables yet.", failure);
        }
        if (state.length() == 5 && AWAY.contains(state.substring(0, 2))) {
            return QueryProblem.unavailable("The database does not answer queries.", failure);
        }
        return failure;
    }
}
