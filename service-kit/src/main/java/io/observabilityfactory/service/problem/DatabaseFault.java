package io.observabilityfactory.service.problem;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells an absent database, and a statement it cannot take, from a fault of the service. */
final class DatabaseFault {

    /** Connection lost, login refused, no such database, out of resources, shutting down or starting up. */
    private static final Set<String> AWAY = Set.of("08", "28", "3D", "53", "57");

    private static final String STATEMENT_TIMEOUT = "57014";

    /** The database is there and not migrated yet. */
    private static final String UNDEFINED_TABLE = "42P01";

    /** A character that text in Postgres cannot have: NUL. */
    private static final String UNTRANSLATABLE_CHARACTER = "22021";

    private DatabaseFault() {}

    /** Empty when the failure has another reason. */
    static Optional<ProblemException> of(Throwable failure) {
        if (failure instanceof PgException refused) {
            return Optional.ofNullable(refused.getSqlState()).flatMap(state -> ofState(state, failure));
        }
        // A statement that the server has seen fails with a PgException; these never got there.
        boolean notReached = failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof VertxException;
        return notReached
                ? Optional.of(ProblemException.unavailable("The database cannot be reached.", failure))
                : Optional.empty();
    }

    private static Optional<ProblemException> ofState(String state, Throwable failure) {
        if (state.equals(STATEMENT_TIMEOUT)) {
            return Optional.of(
                    ProblemException.unavailable("The query took too long; a shorter range takes less.", failure));
        }
        if (state.equals(UNTRANSLATABLE_CHARACTER)) {
            return Optional.of(ProblemException.notFound("Nothing can have a name like this."));
        }
        if (state.equals(UNDEFINED_TABLE)) {
            return Optional.of(ProblemException.unavailable("The database has no tables yet.", failure));
        }
        return state.length() == 5 && AWAY.contains(state.substring(0, 2))
                ? Optional.of(ProblemException.unavailable("The database does not answer queries.", failure))
                : Optional.empty();
    }
}
