package io.observabilityfactory.alert.rule;

import io.observabilityfactory.alert.AlertConfig;
import io.observabilityfactory.alert.page.PageRequest;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules and budgets of projects, for those who administer them. */
@ApplicationScoped
public class RuleStore {

    private static final String UNIQUE_VIOLATION = "23505";

    private static final String COLUMNS =
            "rule_id, settings::text as settings, version, origin, created_at, changed_at, evaluated_at, last_error";

    private static final String INSERT = """
            insert into alert_rule (project_id, kind, name, settings, enabled, origin)
            select $1, $2, $3, $4::text::jsonb, $5, $6
            where (select count(*) from alert_rule where project_id = $1) < $7
            returning %s""".formatted(COLUMNS);

    /** It is evaluated at once, and what an evaluation under way finds by the old settings is not committed. */
    private static final String UPDATE = """
            update alert_rule
            set name = $4, settings = $5::text::jsonb, enabled = $6, version = version + 1, changed_at = now(),
                next_evaluation_at = now(), failures = 0, last_error = null
            where project_id = $1 and kind = $2 and rule_id = $3
            returning %s""".formatted(COLUMNS);

    private static final String ONE =
            "select " + COLUMNS + " from alert_rule where project_id = $1 and kind = $2 and rule_id = $3";

    private static final String LIST = "select " + COLUMNS + " from alert_rule"
            + " where project_id = $1 and kind = $2 and rule_id > $3 and ($5::text is null or name = $5)"
            + " order by rule_id limit $4";

    private static final String OF_ORIGIN =
            "select " + COLUMNS + " from alert_rule where project_id = $1 and kind = $2 and origin = $3 for update";

    private static final String DELETE = "delete from alert_rule where project_id = $1 and kind = $2 and rule_id = $3";

    private static final String CHANNELS = "select name from alert_channel where project_id = $1 for key share";

    private final Pool database;
    private final StoredRules stored;
    private final int mostRules;

    RuleStore(Pool database, StoredRules stored, AlertConfig config) {
        this.database = database;
        this.stored = stored;
        this.mostRules = config.limits().rules();
    }

    public <S extends Settings> Uni<StoredRule<S>> create(int projectId, RuleKind kind, S settings, Class<S> type) {
        return database.withTransaction(transaction -> create(transaction, projectId, kind, settings, type, null));
    }

    public <S extends Settings> Uni<StoredRule<S>> create(
            SqlConnection transaction,
            int projectId,
            RuleKind kind,
            S settings,
            Class<S> type,
            @Nullable String origin) {
        return requireChannels(transaction, projectId, settings)
                .chain(() -> transaction.preparedQuery(INSERT).execute(Tuple.from(new Object[] {
                    projectId,
                    kind.code(),
                    settings.name(),
                    stored.write(settings),
                    settings.isEnabled(),
                    origin,
                    mostRules
                })))
                .onFailure(RuleStore::isTaken)
                .transform(e -> nameTaken(kind, settings))
                .map(rows -> rule(rows.stream().findFirst().orElseThrow(this::tooMany), type));
    }

    public <S extends Settings> Uni<StoredRule<S>> replace(
            int projectId, RuleKind kind, long id, S settings, Class<S> type) {
        return database.withTransaction(transaction -> replace(transaction, projectId, kind, id, settings, type));
    }

    public <S extends Settings> Uni<StoredRule<S>> replace(
            SqlConnection transaction, int projectId, RuleKind kind, long id, S settings, Class<S> type) {
        return requireChannels(transaction, projectId, settings)
                .chain(() -> transaction
                        .preparedQuery(UPDATE)
                        .execute(Tuple.from(List.of(
                                projectId,
                                kind.code(),
                                id,
                                settings.name(),
                                stored.write(settings),
                                settings.isEnabled()))))
                .onFailure(RuleStore::isTaken)
                .transform(e -> nameTaken(kind, settings))
                .map(rows -> rows.stream().findFirst().orElseThrow(() -> unknown(kind, id)))
                .call(row ->
                        settings.isEnabled() ? Uni.createFrom().voidItem() : Retirement.of(transaction, projectId, id))
                .map(row -> rule(row, type));
    }

    public <S> Uni<StoredRule<S>> one(int projectId, RuleKind kind, long id, Class<S> type) {
        return database.preparedQuery(ONE)
                .execute(Tuple.of(projectId, kind.code(), id))
                .map(rows -> rule(rows.stream().findFirst().orElseThrow(() -> unknown(kind, id)), type));
    }

    /** @param name null for all */
    public <S> Uni<List<StoredRule<S>>> list(
            int projectId, RuleKind kind, PageRequest page, @Nullable String name, Class<S> type) {
        return database.preparedQuery(LIST)
                .execute(Tuple.of(projectId, kind.code(), page.after(), page.rows(), name))
                .map(rows -> rows.stream().map(row -> this.<S>rule(row, type)).toList());
    }

    public <S> Uni<List<StoredRule<S>>> ofOrigin(
            SqlConnection transaction, int projectId, RuleKind kind, String origin, Class<S> type) {
        return transaction
                .preparedQuery(OF_ORIGIN)
                .execute(Tuple.of(projectId, kind.code(), origin))
                .map(rows -> rows.stream().map(row -> this.<S>rule(row, type)).toList());
    }

    public Uni<Void> remove(int projectId, RuleKind kind, long id) {
        return database.withTransaction(transaction -> remove(transaction, projectId, kind, id));
    }

    public Uni<Void> remove(SqlConnection transaction, int projectId, RuleKind kind, long id) {
        return transaction
                .preparedQuery(ONE)
                .execute(Tuple.of(projectId, kind.code(), id))
                .chain(known ->
                        known.size() == 0 ? Uni.createFrom().voidItem() : Retirement.of(transaction, projectId, id))
                .chain(() -> transaction.preparedQuery(DELETE).execute(Tuple.of(projectId, kind.code(), id)))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw unknown(kind, id);
                    }
                })
                .replaceWithVoid();
    }

    /** A rule must not name a channel that is not there, as its alerts would reach nobody. */
    private static Uni<Void> requireChannels(SqlConnection transaction, int projectId, Settings settings) {
        List<String> named = settings.telling().channels();
        if (named.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(CHANNELS)
                .execute(Tuple.of(projectId))
                .invoke(rows -> {
                    Set<String> known = new HashSet<>();
                    rows.forEach(row -> known.add(row.getString("name")));
                    named.stream()
                            .filter(name -> !known.contains(name))
                            .findFirst()
                            .ifPresent(name -> {
                                throw ProblemException.invalid(
                                        "channels", "names of channels; there is none named '" + name + "'");
                            });
                })
                .replaceWithVoid();
    }

    private <S> StoredRule<S> rule(Row row, Class<S> type) {
        return StoredRule.from(row, stored.read(row.getString("settings"), type));
    }

    private static boolean isTaken(Throwable e) {
        return e instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState());
    }

    private static ProblemException unknown(RuleKind kind, long id) {
        return ProblemException.notFound("There is no " + kind.code() + " " + id + ".");
    }

    private ProblemException tooMany() {
        return ProblemException.conflict(
                "name", "the project has " + mostRules + " rules and budgets already, the most it may have", null);
    }

    private static ProblemException nameTaken(RuleKind kind, Settings settings) {
        return ProblemException.conflict(
                "name", "there is a " + kind.code() + " named '" + settings.name() + "' already", null);
    }
}
