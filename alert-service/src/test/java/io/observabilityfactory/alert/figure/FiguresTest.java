package io.observabilityfactory.alert.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.alert.Fleet;
import io.observabilityfactory.alert.MailServer;
import io.observabilityfactory.alert.Unscheduled;
import io.observabilityfactory.alert.rule.Aggregation;
import io.observabilityfactory.alert.rule.Figure;
import io.observabilityfactory.alert.rule.Group;
import io.observabilityfactory.alert.rule.Question;
import io.observabilityfactory.alert.rule.Scope;
import io.observabilityfactory.alert.rule.Timeframe;
import io.observabilityfactory.model.latency.LatencyHistogram;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each statement against a real database, over rollups and over the spans they are made of. */
@QuarkusTest
@TestProfile(Unscheduled.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(MailServer.class)
class FiguresTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final Timeframe HOUR =
            new Timeframe(NOON.minus(Duration.ofMinutes(59)), NOON.plusSeconds(60), "", false);

    TestDatabase database;

    @Inject
    Figures figures;

    private int project;

    /** Two runs of an agent with a model call each, one of which failed; another agent the day before. */
    @BeforeEach
    void store() {
        project = Fleet.create(database).projectId();
        database.execute(
                "select ensure_day_partition('span', '2026-03-10'), ensure_day_partition('span_cost', '2026-03-10'),"
                        + " ensure_day_partition('span', '2026-03-09'), ensure_day_partition('span_cost', '2026-03-09'),"
                        + " ensure_day_partition('metric_point', '2026-03-10')");
        run(1, "coder", "ann", "error", 4000, "0.25", NOON.minusSeconds(600));
        run(2, "coder", "bob", "ok", 2000, "0.5", NOON.minusSeconds(300));
        run(3, "idle", "bob", "ok", 1000, "1", NOON.minus(Duration.ofHours(20)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Figure.class,
            names = {"METRIC", "INGEST_REJECTIONS", "COST_LAG"},
            mode = EnumSource.Mode.EXCLUDE)
    void figure_isTheSameFromRollupsAndFromSpans(Figure figure) {
        Optional<BigDecimal> rolledUp = all(figure, Map.of("agent", List.of("coder")));
        Optional<BigDecimal> fromSpans = all(figure, Map.of("agent", List.of("coder"), "user", List.of("ann", "bob")));

        assertThat(rolledUp).isPresent();
        assertThat(fromSpans).isPresent();
        double tolerance = figure.quantile().isPresent() ? 0.046 : 1e-9;
        if (fromSpans.get().signum() == 0) {
            assertThat(rolledUp.get()).isZero();
            return;
        }
        assertThat(rolledUp.get().doubleValue() / fromSpans.get().doubleValue() - 1)
                .isBetween(-tolerance, tolerance);
    }

    @Test
    void figures_areWhatWasStored() {
        assertThat(all(Figure.COST, Map.of()).get()).isEqualByComparingTo("0.75");
        assertThat(all(Figure.CALLS, Map.of()).get()).isEqualByComparingTo("2");
        assertThat(all(Figure.ERROR_RATE, Map.of()).get()).isEqualByComparingTo("0.5");
        assertThat(all(Figure.SUCCESS_RATE, Map.of()).get()).isEqualByComparingTo("0.5");
        assertThat(all(Figure.TOKENS, Map.of()).get()).isEqualByComparingTo("60");
        assertThat(all(Figure.TOKENS_PER_SECOND, Map.of()).get().doubleValue()).isBetween(13.3, 13.4);
        assertThat(all(Figure.TIME_TO_FIRST_TOKEN, Map.of()).get()).isEqualByComparingTo("400");
    }

    @Test
    void cost_byUserAndByTag_isReadFromSpans() {
        assertThat(by(Figure.COST, "user")).containsOnlyKeys("ann", "bob");
        assertThat(by(Figure.COST, "user").get("ann").get()).isEqualByComparingTo("0.25");
        assertThat(by(Figure.COST, "tag").get("team:core").get()).isEqualByComparingTo("0.75");
        assertThat(by(Figure.COST, "session")).containsOnlyKeys("session-1", "session-2");
    }

    @ParameterizedTest
    @CsvSource({
        "COST, user",
        "COST, session",
        "COST, tag",
        "TOKENS, user",
        "TOKENS, tag",
        "UNPRICED_TOKENS, user",
    })
    void usageOfADay_byUserSessionOrTag_isReadFromHoursWhereTheyAreWhole(Figure figure, String dimension) {
        run(4, "coder", "ann", "ok", 1000, "2", NOON.plusSeconds(30));
        run(5, "coder", "eve", "ok", 1000, "4", NOON.minus(Duration.ofHours(24)).plusSeconds(90));
        run(6, "coder", "eve", "ok", 1000, "8", NOON.minus(Duration.ofHours(24)).plusSeconds(30));
        rollUpUsers();
        Timeframe day =
                new Timeframe(NOON.minus(Duration.ofHours(24)).plusSeconds(60), NOON.plusSeconds(60), "", false);
        // Hours by user do not know the provider: with it, spans are read.
        Map<Group, Optional<BigDecimal>> fromSpans =
                ask(question(figure, dimension, Map.of("provider", List.of("openai"))), day);

        database.execute("delete from span where project_id = " + project + " and start_time >= '2026-03-09T13:00:00Z'"
                + " and start_time < '2026-03-10T12:00:00Z'");

        Map<Group, Optional<BigDecimal>> fromHours = ask(question(figure, dimension, Map.of()), day);
        assertThat(fromHours.keySet()).hasSizeGreaterThanOrEqualTo(dimension.equals("tag") ? 1 : 3);
        assertThat(fromHours)
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(fromSpans);
    }

    @ParameterizedTest
    @CsvSource({"user, ann, 2.25", "user, bob, 1.5", "session, session-3, 1", "tag, team:core, 3.75", "tag, '', 0"})
    void costOfADay_ofAUserSessionOrTag_isOfAllItsHours(String dimension, String name, BigDecimal usd) {
        run(4, "coder", "ann", "ok", 1000, "2", NOON.plusSeconds(30));
        rollUpUsers();
        Timeframe day = new Timeframe(NOON.minus(Duration.ofHours(24)), NOON.plusSeconds(3600), "2026-03-10", false);

        Question question = Question.of(Figure.COST, new Scope(Map.of(dimension, List.of(name)), List.of()));

        assertThat(ask(question, day).get(Group.ALL).orElse(BigDecimal.ZERO)).isEqualByComparingTo(usd);
    }

    @Test
    void costOfADay_ofEitherOfTwoTags_countsWhatHasBothOnce() {
        database.execute(
                "update trace_settlement set tags = '[\"team:core\", \"beta\"]' where project_id = " + project);
        rollUpUsers();
        Timeframe day = new Timeframe(NOON.minus(Duration.ofHours(24)), NOON.plusSeconds(3600), "2026-03-10", false);
        Scope either = new Scope(Map.of("tag", List.of("team:core", "beta")), List.of());

        assertThat(ask(Question.of(Figure.COST, either), day).get(Group.ALL).orElseThrow())
                .isEqualByComparingTo("1.75");
    }

    private void rollUpUsers() {
        database.execute(
                "insert into usage_user_hour (project_id, facet, bucket_start, name, calls, errors, tokens, cost_usd,"
                        + " unpriced_tokens) select project_id, facet, bucket_start, name, calls, errors, tokens, cost_usd,"
                        + " unpriced_tokens from user_usage_of_spans where project_id = " + project);
    }

    private static Question question(Figure figure, String dimension, Map<String, List<String>> filter) {
        return Question.of(figure, new Scope(filter, List.of(dimension)));
    }

    @Test
    void latency_byAgent_isOfItsOwnSpans() {
        assertThat(by(Figure.LATENCY_P99, "agent").get("coder").get().doubleValue())
                .isBetween(3800.0, 4200.0);
    }

    @Test
    void rate_ofFewerCallsThanAsked_isUnknown() {
        Question question = new Question(Figure.ERROR_RATE, null, Aggregation.AVG, Scope.ALL, 3, Duration.ZERO);

        assertThat(ask(question)).containsEntry(Group.ALL, Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(
            value = Figure.class,
            names = {"CALLS", "LATENCY_P95", "COST", "TIME_TO_FIRST_TOKEN"})
    void group_thatFellSilent_isRememberedWhereItIsAskedFor(Figure figure) {
        Scope byAgent = new Scope(Map.of(), List.of("agent"));
        Question question = new Question(figure, null, Aggregation.AVG, byAgent, 1, Duration.ofDays(1));

        assertThat(ask(question).get(new Group(Map.of("agent", "idle")))).isEmpty();
        assertThat(ask(question).get(new Group(Map.of("agent", "coder")))).isPresent();
        assertThat(by(figure, "agent")).doesNotContainKey("idle");
    }

    @ParameterizedTest
    @EnumSource(Aggregation.class)
    void metric_isAggregatedByAttribute(Aggregation aggregation) {
        point("a", "0.5", 30);
        point("a", "0.9", 20);
        point("a", "0.7", 10);
        point("b", "0.1", 10);
        point("b", "NaN", 5);
        Question question = new Question(
                Figure.METRIC,
                "gpu_utilization",
                aggregation,
                new Scope(Map.of(), List.of("host")),
                1,
                Duration.ofDays(1));

        Map<Group, Optional<BigDecimal>> answers = ask(question);

        String expected = Map.of(
                        Aggregation.AVG,
                        "0.7",
                        Aggregation.MIN,
                        "0.5",
                        Aggregation.MAX,
                        "0.9",
                        Aggregation.SUM,
                        "2.1",
                        Aggregation.LAST,
                        "0.7")
                .get(aggregation);
        assertThat(answers.get(new Group(Map.of("host", "a"))).get()).isEqualByComparingTo(expected);
        assertThat(answers.get(new Group(Map.of("host", "b"))).get()).isEqualByComparingTo("0.1");
    }

    @Test
    void ledger_tellsRejectionsAndHowLongPricesTake() {
        database.execute("insert into ingest_batch (project_id, committed_at, received, stored, duplicates, rejected)"
                + " values (" + project + ", '2026-03-10T11:30:00Z', 10, 7, 1, 2)");

        assertThat(all(Figure.INGEST_REJECTIONS, Map.of()).get()).isEqualByComparingTo("2");
        assertThat(all(Figure.COST_LAG, Map.of()).get()).isGreaterThan(BigDecimal.valueOf(1000));
    }

    @ParameterizedTest
    @CsvSource({"false, 30, 11", "true, 1, 19"})
    void moreGroupsThanAreLookedAt_areAnsweredForFromTheWorst(boolean lowIsBad, int first, int last) {
        for (int agent = 1; agent <= 30; agent++) {
            rollup("usage_minute", "minute", NOON, "many-" + agent, "llm", 0, 1, 1, Integer.toString(agent));
        }
        Scope many = new Scope(Map.of("model", List.of("gpt-4o")), List.of("agent"));
        Question question = new Question(Figure.COST, null, Aggregation.AVG, many, 0, Duration.ZERO, lowIsBad);

        Answer answer = figures.answer(project, question, HOUR).await().indefinitely();

        assertThat(answer.complete()).isFalse();
        assertThat(answer.figures())
                .hasSize(20)
                .containsKeys(agent("many-" + first), agent("many-" + last))
                .doesNotContainKey(agent("many-" + (31 - first)));
    }

    private static Group agent(String name) {
        return Group.of(List.of("agent"), List.of(name));
    }

    @Test
    void figures_ofAnotherProject_areNotSeen() {
        int other = Fleet.create(database).projectId();

        for (Figure figure : Figure.values()) {
            if (figure != Figure.METRIC) {
                Map<Group, Optional<BigDecimal>> answers = figures.answer(
                                other, Question.of(figure, new Scope(Map.of(), List.of())), HOUR)
                        .await()
                        .indefinitely()
                        .figures();
                assertThat(answers.get(Group.ALL).orElse(BigDecimal.ZERO))
                        .as(figure.code())
                        .isZero();
            }
        }
    }

    private Optional<BigDecimal> all(Figure figure, Map<String, List<String>> filter) {
        return ask(Question.of(figure, new Scope(filter, List.of()))).get(Group.ALL);
    }

    private Map<String, Optional<BigDecimal>> by(Figure figure, String dimension) {
        return ask(Question.of(figure, new Scope(Map.of(), List.of(dimension)))).entrySet().stream()
                .collect(Collectors.toMap(answer -> answer.getKey().labels().get(dimension), Map.Entry::getValue));
    }

    private Map<Group, Optional<BigDecimal>> ask(Question question) {
        return ask(question, HOUR);
    }

    private Map<Group, Optional<BigDecimal>> ask(Question question, Timeframe timeframe) {
        return figures.answer(project, question, timeframe)
                .await()
                .indefinitely()
                .figures();
    }

    private void point(String host, String value, int secondsAgo) {
        database.execute("""
                insert into metric_point (project_id, time, record_hash, batch_id, name, point_type, value, resource_hash,
                                          attributes, cut)
                values (%d, '%s', decode(md5('%3$s%5$s%4$s'), 'hex'), 1, 'gpu_utilization', 'gauge', '%3$s', '\\x00',
                        '{"host": "%4$s"}', false)
                """.formatted(project, NOON.minusSeconds(secondsAgo), value, host, secondsAgo));
    }

    /** A span of the agent and one of its model, in a batch of their own, and what cost-service makes of them. */
    private void run(int number, String agent, String user, String status, int millis, String usd, Instant at) {
        long nanos = millis * 1_000_000L;
        int batch = project * 100 + number;
        database.execute("""
                insert into ingest_batch (batch_id, project_id, committed_at, received, stored, duplicates, rejected,
                                          first_span_time, last_span_time)
                values (%1$d, %2$d, '%3$s', 2, 2, 0, 0, '%3$s', '%3$s');
                insert into trace_settlement (project_id, trace_id, first_span_time, last_span_time, user_id, session_id, tags)
                values (%2$d, decode(lpad(to_hex(%1$d), 32, '0'), 'hex'), '%3$s', '%3$s', '%4$s', 'session-%5$d',
                        '["team:core"]');
                """.formatted(batch, project, at, user, number));
        span(batch, 1, agent, "agent", status, nanos, at, false, "no_usage", "0");
        span(batch, 2, agent, "llm", "ok", nanos / 2, at, true, "billed", usd);
        for (String table : List.of("usage_minute", "usage_hour")) {
            String unit = table.substring("usage_".length());
            rollup(table, unit, at, agent, "agent", status.equals("error") ? 1 : 0, nanos, 0, "0");
            rollup(table, unit, at, agent, "llm", 0, nanos / 2, 20, usd);
        }
    }

    private void span(
            int batch,
            int id,
            String agent,
            String type,
            String status,
            long nanos,
            Instant at,
            boolean streams,
            String billing,
            String usd) {
        database.execute("""
                insert into span (project_id, trace_id, span_id, start_time, batch_id, name, kind, span_type, status, timed_out,
                                  duration_nanos, resource_hash, attributes, agent, provider, response_model, input_tokens,
                                  output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, audio_input_tokens,
                                  audio_output_tokens, first_token_nanos)
                values (%1$d, decode(lpad(to_hex(%2$d), 32, '0'), 'hex'), '\\x000000000000000%3$d', '%4$s', %2$d, 'x', 'internal',
                        '%5$s', '%6$s', false, %7$d, '\\x00', '{}', '%8$s', 'openai', 'gpt-4o', %9$s, %10$s, %15$s, %11$s);
                insert into span_cost (project_id, trace_id, span_id, start_time, agent, billing, total_usd, unpriced_tokens)
                values (%1$d, decode(lpad(to_hex(%2$d), 32, '0'), 'hex'), '\\x000000000000000%3$d', '%4$s', '%8$s', '%12$s',
                        %13$s, %14$d);
                """.formatted(
                        project,
                        batch,
                        id,
                        at,
                        type,
                        status,
                        nanos,
                        agent,
                        usd.equals("0") ? "null" : "10",
                        usd.equals("0") ? "null" : "20",
                        streams ? "400000000" : "null",
                        billing,
                        usd,
                        usd.equals("0") ? 0 : 5,
                        usd.equals("0") ? "null, null, null, null, null" : "0, 0, 0, 0, 0"));
    }

    private void rollup(
            String table,
            String unit,
            Instant at,
            String agent,
            String type,
            int errors,
            long nanos,
            int output,
            String usd) {
        int bucket = LatencyHistogram.bucketOf(nanos);
        database.execute("""
                insert into %1$s values (%2$d, date_trunc('%3$s', timestamptz '%4$s', 'UTC'), '%5$s', '%6$s', 'openai', 'gpt-4o',
                    '', '', 1, %7$d, 0, %8$d, %9$d, 0, 0, %10$d, 0, 0, 0, %11$s, %12$d,
                    array_fill(0, array [%13$d]) || 1)
                on conflict (project_id, bucket_start, agent, span_type, provider, model, service, environment) do update
                set calls = %1$s.calls + 1, errors = %1$s.errors + excluded.errors, cost_usd = %1$s.cost_usd + excluded.cost_usd,
                    duration_nanos = %1$s.duration_nanos + excluded.duration_nanos,
                    input_tokens = %1$s.input_tokens + excluded.input_tokens,
                    output_tokens = %1$s.output_tokens + excluded.output_tokens,
                    unpriced_tokens = %1$s.unpriced_tokens + excluded.unpriced_tokens,
                    latency_counts = histogram_add(%1$s.latency_counts, excluded.latency_counts)
                """.formatted(
                table, project, unit, at, agent, type, errors, nanos, output / 2, output, usd, output / 4, bucket));
    }
}
