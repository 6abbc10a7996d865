package io.observabilityfactory.ingest.forward;

import io.observabilityfactory.service.address.TargetUri;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The targets of a project, as it administers them. */
@ApplicationScoped
class ProjectTargets {

    private static final int MOST_TARGETS = 20;
    private static final String UNIQUE_VIOLATION = "23505";

    private static final String LIST =
            "select " + TargetView.COLUMNS + " from forward_target where project_id = $1 order by target_id";

    private static final String ONE =
            "select " + TargetView.COLUMNS + " from forward_target where project_id = $1 and target_id = $2";

    private static final String INSERT = """
            insert into forward_target (project_id, name, protocol, endpoint, sealed_headers, sealed_header_names,
                                        enabled, cursor_xid)
            select $1::integer, $2, $3, $4, $5, $6, $7,
                   case when $8 = 'oldest' then '0'::xid8 else pg_snapshot_xmin(pg_current_snapshot()) end
            where (select count(*) from forward_target where project_id = $1) < $9
            returning\s""" + TargetView.COLUMNS;

    private static final String BEFORE = """
            select endpoint, sealed_headers, sealed_header_names, headers <> '{}' or sealed_headers is not null as has_headers
            from forward_target where project_id = $1 and target_id = $2 for update""";

    /** Whoever is at it has lost it by the new claim: what he sends now does not count. */
    private static final String REPLACE = """
            update forward_target
            set name = $3, protocol = $4, endpoint = $5, sealed_headers = $6, sealed_header_names = $7, enabled = $8,
                headers = case when $9 then headers else '{}' end,
                cursor_xid = case $10::text when 'oldest' then '0'::xid8
                                            when 'now' then pg_snapshot_xmin(pg_current_snapshot())
                                            else cursor_xid end,
                cursor_batch = case when $10 is null then cursor_batch else 0 end,
                position_trace = case when $10 is null then position_trace end,
                position_span = case when $10 is null then position_span end,
                position_time = case when $10 is null then position_time end,
                claim = claim + 1, next_attempt_at = now(), failures = 0, failing_since = null
            where project_id = $1 and target_id = $2
            returning\s""" + TargetView.COLUMNS;

    private static final String DELETE = "delete from forward_target where project_id = $1 and target_id = $2";

    private final Pool pool;
    private final SealedHeaders sealedHeaders;

    ProjectTargets(Pool pool, SealedHeaders sealedHeaders) {
        this.pool = pool;
        this.sealedHeaders = sealedHeaders;
    }

    Uni<List<TargetView>> list(int projectId) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(projectId))
                .map(rows -> rows.stream().map(TargetView::of).toList());
    }

    Uni<TargetView> one(int projectId, int id) {
        return pool.preparedQuery(ONE).execute(Tuple.of(projectId, id)).map(rows -> TargetView.of(existing(rows, id)));
    }

    Uni<TargetView> create(int projectId, TargetSettings settings) {
        Headers headers = given(projectId, settings);
        Tuple values = Tuple.of(projectId, settings.name(), settings.protocol(), settings.endpoint())
                .addValue(headers.sealed())
                .addValue(headers.names())
                .addBoolean(settings.enabled())
                .addString(settings.from())
                .addInteger(MOST_TARGETS);
        return pool.preparedQuery(INSERT)
                .execute(values)
                .onFailure(ProjectTargets::isTaken)
                .transform(e -> nameTaken(settings))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(TargetView::of)
                        .orElseThrow(() -> ProblemException.conflict(
                                "body", "A project has at most " + MOST_TARGETS + " targets.", null)));
    }

    Uni<TargetView> replace(int projectId, int id, TargetSettings settings) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(BEFORE)
                .execute(Tuple.of(projectId, id))
                .chain(rows -> replace(transaction, projectId, id, existing(rows, id), settings)));
    }

    private Uni<TargetView> replace(
            SqlConnection transaction, int projectId, int id, Row before, TargetSettings settings) {
        boolean keepsHeaders = settings.headers() == null;
        if (keepsHeaders && before.getBoolean("has_headers") && isElsewhere(before, settings)) {
            throw ProblemException.invalid("headers", "given anew when the endpoint is at another place");
        }
        Headers headers = keepsHeaders ? Headers.of(before) : given(projectId, settings);
        Tuple values = Tuple.of(projectId, id, settings.name(), settings.protocol(), settings.endpoint())
                .addValue(headers.sealed())
                .addValue(headers.names())
                .addBoolean(settings.enabled())
                .addBoolean(keepsHeaders)
                .addString(settings.from());
        return transaction
                .preparedQuery(REPLACE)
                .execute(values)
                .onFailure(ProjectTargets::isTaken)
                .transform(e -> nameTaken(settings))
                .map(rows -> TargetView.of(existing(rows, id)));
    }

    /** Credentials that nobody can read must not be sent elsewhere by whoever changes the endpoint only. */
    private static boolean isElsewhere(Row before, TargetSettings settings) {
        return !TargetUri.shown(before.getString("endpoint")).equals(TargetUri.shown(settings.endpoint()));
    }

    Uni<Void> remove(int projectId, int id) {
        return pool.preparedQuery(DELETE)
                .execute(Tuple.of(projectId, id))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw unknown(id);
                    }
                })
                .replaceWithVoid();
    }

    /** Headers as they are kept. */
    private record Headers(@Nullable Buffer sealed, String[] names) {

        static Headers of(Row row) {
            io.vertx.mutiny.core.buffer.Buffer sealed = row.getBuffer("sealed_headers");
            return new Headers(
                    sealed == null ? null : sealed.getDelegate(), row.getArrayOfStrings("sealed_header_names"));
        }
    }

    private Headers given(int projectId, TargetSettings settings) {
        Map<String, String> headers = settings.headers();
        return headers == null || headers.isEmpty()
                ? new Headers(null, new String[0])
                : new Headers(
                        sealedHeaders.seal(projectId, settings.endpoint(), headers),
                        new TreeSet<>(headers.keySet()).toArray(String[]::new));
    }

    private static Row existing(RowSet<Row> rows, int id) {
        return rows.stream().findFirst().orElseThrow(() -> unknown(id));
    }

    private static ProblemException unknown(int id) {
        return ProblemException.notFound("There is no forward target " + id + ".");
    }

    private static boolean isTaken(Throwable e) {
        return e instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState());
    }

    private static ProblemException nameTaken(TargetSettings settings) {
        return ProblemException.conflict(
                "name", "there is a forward target named '" + settings.name() + "' already", null);
    }
}
