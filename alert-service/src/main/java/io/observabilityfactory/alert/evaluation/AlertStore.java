package io.observabilityfactory.alert.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.observabilityfactory.alert.lifecycle.AlertState;
import io.observabilityfactory.alert.rule.Group;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The alerts of a rule: read before an evaluation, and written after it in the transaction that ends the claim. */
@ApplicationScoped
class AlertStore {

    private static final int ROWS_A_STATEMENT = 2000;

    private static final String OPEN = """
            select instance_id, aspect, period, labels::text as labels, state::text as state, value, acknowledged_at
            from alert_instance
            where project_id = $1 and rule_id = $2 and open
            """;

    /** Nothing is committed by whoever lost the rule, and nothing that was found by settings that have been changed since. */
    private static final String EVALUATED = """
            update alert_rule
            set next_evaluation_at = greatest(now(), now() + make_interval(secs => $5)), evaluated_at = now(), failures = 0,
                last_error = $6
            where project_id = $1 and rule_id = $2 and claim = $3 and version = $4
            """;

    /** What belongs to a period that is not looked at any more, or to a check the rule no longer makes, ends unsaid. */
    private static final String CLOSE = """
            update alert_instance
            set open = false, phase = 'resolved', ended_at = coalesce(ended_at, $4), updated_at = $4
            where project_id = $1 and rule_id = $2 and open and (aspect || ' ' || period) <> all($3)
            """;

    /** Most evaluations find what was known, with other values: these are a column of the row, and of no index. */
    private static final String WRITE_VALUES = """
            update alert_instance a
            set value = reading.value::numeric, updated_at = $3
            from unnest($4::bigint[], $5::text[]) as reading (instance_id, value)
            where a.project_id = $1 and a.rule_id = $2 and a.instance_id = reading.instance_id
            """;

    private static final String WRITE = """
            insert into alert_instance as a (
                project_id, rule_id, aspect, period, group_key, labels, phase, severity, value, threshold, started_at, ended_at,
                state, open, updated_at)
            select $1, $2, aspect, period, group_key, labels::jsonb, phase, severity, value::numeric, threshold::numeric,
                   started_at, ended_at, state::jsonb, open, $3
            from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
                        $12::timestamptz[], $13::timestamptz[], $14::text[], $15::boolean[])
                as written (aspect, period, group_key, labels, phase, severity, value, threshold, started_at, ended_at, state,
                            open)
            on conflict (rule_id, aspect, period, group_key) do update
            set phase = excluded.phase, severity = excluded.severity, value = excluded.value, threshold = excluded.threshold,
                started_at = excluded.started_at, ended_at = excluded.ended_at, state = excluded.state, open = excluded.open,
                updated_at = excluded.updated_at,
                acknowledged_at = case when a.started_at = excluded.started_at then a.acknowledged_at end,
                acknowledged_by = case when a.started_at = excluded.started_at then a.acknowledged_by end
            returning instance_id, aspect, period, group_key
            """;

    private final Pool database;
    private final ObjectReader labelsReader;
    private final ObjectReader stateReader;
    private final ObjectWriter writer;

    AlertStore(Pool database, ObjectMapper json) {
        this.database = database;
        this.labelsReader = json.readerForMapOf(String.class);
        this.stateReader = json.readerFor(AlertState.class);
        this.writer = json.writer();
    }

    Uni<Map<AlertKey, KnownAlert>> open(ClaimedRule rule) {
        return database.preparedQuery(OPEN)
                .execute(Tuple.of(rule.projectId(), rule.ruleId()))
                .map(this::known);
    }

    private Map<AlertKey, KnownAlert> known(RowSet<Row> rows) {
        Map<AlertKey, KnownAlert> known = new HashMap<>();
        for (Row row : rows) {
            Group group = new Group(read(labelsReader, row.getString("labels")));
            known.put(
                    new AlertKey(row.getString("aspect"), row.getString("period"), group.key()),
                    new KnownAlert(
                            row.getLong("instance_id"),
                            group,
                            read(stateReader, row.getString("state")),
                            row.getOffsetDateTime("acknowledged_at") != null,
                            Optional.ofNullable(row.getBigDecimal("value"))));
        }
        return known;
    }

    /**
     * Ends the claim; false when it was lost, and nothing must be written.
     *
     * @param shortcoming what people should know of the evaluation; null when it was in order
     */
    Uni<Boolean> endClaim(
            SqlConnection transaction, ClaimedRule rule, Duration untilNext, @Nullable String shortcoming) {
        return transaction
                .preparedQuery(EVALUATED)
                .execute(Tuple.of(
                        rule.projectId(),
                        rule.ruleId(),
                        rule.claim(),
                        rule.version(),
                        RuleClaims.seconds(untilNext),
                        shortcoming))
                .map(rows -> rows.rowCount() > 0);
    }

    /** @param checked the aspects and periods that were looked at */
    Uni<Void> closeOthers(SqlConnection transaction, ClaimedRule rule, List<String> checked, Instant now) {
        return transaction
                .preparedQuery(CLOSE)
                .execute(Tuple.of(
                        rule.projectId(), rule.ruleId(), checked.toArray(String[]::new), now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    Uni<Void> writeValues(SqlConnection transaction, ClaimedRule rule, List<Reading> readings, Instant now) {
        if (readings.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(WRITE_VALUES)
                .execute(Tuple.of(
                        rule.projectId(),
                        rule.ruleId(),
                        now.atOffset(ZoneOffset.UTC),
                        readings.stream().map(Reading::alertId).toArray(Long[]::new),
                        readings.stream().map(reading -> text(reading.value())).toArray(String[]::new)))
                .replaceWithVoid();
    }

    /** The ids of the alerts, by their keys. */
    Uni<Map<AlertKey, Long>> write(SqlConnection transaction, ClaimedRule rule, List<Change> changes, Instant now) {
        Uni<Map<AlertKey, Long>> ids = Uni.createFrom().item(new HashMap<>());
        for (int from = 0; from < changes.size(); from += ROWS_A_STATEMENT) {
            List<Change> some = changes.subList(from, Math.min(changes.size(), from + ROWS_A_STATEMENT));
            ids = ids.call(known -> writeSome(transaction, rule, some, now)
                    .invoke(rows -> rows.forEach(row -> known.put(
                            new AlertKey(row.getString("aspect"), row.getString("period"), row.getString("group_key")),
                            row.getLong("instance_id")))));
        }
        return ids;
    }

    private Uni<RowSet<Row>> writeSome(SqlConnection transaction, ClaimedRule rule, List<Change> changes, Instant now) {
        List<Object> parameters =
                new ArrayList<>(List.of(rule.projectId(), rule.ruleId(), now.atOffset(ZoneOffset.UTC)));
        parameters.add(texts(changes, change -> change.key().aspect()));
        parameters.add(texts(changes, change -> change.key().period()));
        parameters.add(texts(changes, change -> change.key().group()));
        parameters.add(texts(changes, change -> write(change.group().labels())));
        parameters.add(texts(changes, change -> change.state().phase().code()));
        parameters.add(texts(
                changes,
                change -> change.state().risingSeverity().map(it -> it.code()).orElse(null)));
        parameters.add(texts(changes, change -> text(change.value())));
        parameters.add(texts(changes, change -> text(change.threshold())));
        parameters.add(times(changes, change -> change.state().startedAt()));
        parameters.add(times(changes, change -> change.state().endedAt()));
        parameters.add(texts(changes, change -> write(change.state())));
        parameters.add(
                changes.stream().map(change -> change.state().matters(now)).toArray(Boolean[]::new));
        return transaction.preparedQuery(WRITE).execute(Tuple.tuple(parameters));
    }

    private static @Nullable String text(Optional<BigDecimal> number) {
        return number.map(BigDecimal::toPlainString).orElse(null);
    }

    private static Object texts(List<Change> changes, Function<Change, @Nullable String> column) {
        return changes.stream().map(column).toArray(String[]::new);
    }

    private static Object times(List<Change> changes, Function<Change, @Nullable Instant> column) {
        return changes.stream()
                .map(column)
                .map(time -> time == null ? null : time.atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }

    private static <T> T read(ObjectReader reader, String text) {
        try {
            return reader.readValue(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the state of an alert cannot be read", e);
        }
    }

    private String write(Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the state of an alert cannot be written", e);
        }
    }
}
