package io.observabilityfactory.cost.settlement;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the order, the batches, the repetitions and the delay in which spans arrive, what is charged is the same. */
@QuarkusTest
@TestProfile(ArrivalOrderTest.Hasty.class)
@WithTestResource(PostgresResource.class)
class ArrivalOrderTest {

    public static final class Hasty implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "observability-factory.cost.poll-interval", "PT0.01S",
                    "observability-factory.cost.reported-costs", "where-unpriced",
                    "observability-factory.cost.batches-per-transaction", "3",
                    "observability-factory.cost.spans-at-once", "8");
        }
    }

    private static final Duration OFTEN = Duration.ofMillis(5);

    TestDatabase database;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987})
    void books_dependOnTheSpansAlone(long seed) {
        List<String> spans = RandomTraces.spans(new Random(seed));
        RandomTraces atOnce = new RandomTraces(database, "at-once-" + seed);
        atOnce.commit(spans);
        RandomTraces piecemeal = new RandomTraces(database, "piecemeal-" + seed);
        Random random = new Random(-seed);

        List<String> arrivals = new ArrayList<>(spans);
        arrivals.addAll(spans.subList(0, spans.size() / 2));
        Collections.shuffle(arrivals, random);
        while (!arrivals.isEmpty()) {
            List<String> batch = arrivals.subList(0, Math.min(arrivals.size(), 1 + random.nextInt(6)));
            piecemeal.commit(batch.stream().distinct().toList());
            batch.clear();
            if (random.nextBoolean()) {
                awaitSettledWithBalancedBooks(piecemeal);
            }
        }

        awaitSettledWithBalancedBooks(piecemeal);
        awaitSettledWithBalancedBooks(atOnce);
        assertThat(piecemeal.charges()).isEqualTo(atOnce.charges());
        assertThat(piecemeal.rollups("usage_minute")).isEqualTo(atOnce.rollups("usage_minute"));
        assertThat(piecemeal.rollups("usage_hour")).isEqualTo(atOnce.rollups("usage_hour"));
        assertThat(piecemeal.rollups("usage_day")).isEqualTo(atOnce.rollups("usage_day"));
    }

    /** One statement sees what one moment's commits have left; it is asked at as many moments as there are. */
    private void awaitSettledWithBalancedBooks(RandomTraces traces) {
        await().pollInterval(OFTEN).until(() -> {
            boolean settled = traces.isSettled();
            assertThat(imbalances(traces.projectId())).isEmpty();
            assertThat(imbalancesByContext(traces)).isEmpty();
            return settled;
        });
    }

    /** By user, session, tag, release and quarter of an hour; what one span says of its trace holds for those that were settled before. */
    private static List<String> imbalancesByContext(RandomTraces traces) {
        List<String> imbalances = new ArrayList<>(traces.imbalances(
                "usage_user_hour",
                "user_usage_of_spans",
                "facet, bucket_start, name",
                "calls, errors, tokens, trim_scale(cost_usd), unpriced_tokens"));
        imbalances.addAll(traces.imbalances(
                "usage_quarter_hour",
                "(select project_id, date_bin('15 minutes', start_time, 'epoch') as bucket_start, sum(calls_model::int) as calls,"
                        + " sum(tokens) as tokens, sum(cost_usd) as cost_usd, sum(unpriced_tokens) as unpriced_tokens"
                        + " from counted_span group by 1, 2) spent",
                "bucket_start",
                "calls, tokens, trim_scale(cost_usd), unpriced_tokens"));
        imbalances.addAll(
                traces.imbalances(
                        "usage_release_hour",
                        "release_usage_of_spans",
                        "bucket_start, release, agent, span_type",
                        "calls, errors, timeouts, duration_nanos, tokens, generated_tokens, trim_scale(cost_usd), unpriced_tokens"));
        return imbalances;
    }

    /** By agent, environment and model, as both the rollup and the charged spans have them. */
    private List<String> imbalances(int projectId) {
        return database.query("""
                with charged as (
                    select c.agent, c.environment, coalesce(s.response_model, '') as model,
                           sum(c.total_usd) as usd, sum(c.unpriced_tokens) as unpriced
                    from span_cost c join span s using (project_id, trace_id, span_id, start_time)
                    where project_id = %1$d group by 1, 2, 3),
                minutes as (
                    select agent, environment, model, sum(cost_usd) as usd, sum(unpriced_tokens) as unpriced
                    from usage_minute where project_id = %1$d group by 1, 2, 3),
                hours as (
                    select agent, environment, model, sum(cost_usd) as usd, sum(unpriced_tokens) as unpriced
                    from usage_hour where project_id = %1$d group by 1, 2, 3),
                days as (
                    select agent, environment, model, sum(cost_usd) as usd, sum(unpriced_tokens) as unpriced
                    from usage_day where project_id = %1$d group by 1, 2, 3)
                select concat_ws(' ', 'spans', c.usd, c.unpriced, 'minutes', m.usd, m.unpriced, 'hours', h.usd, h.unpriced,
                                 'days', d.usd, d.unpriced)
                from charged c full join minutes m using (agent, environment, model)
                               full join hours h using (agent, environment, model)
                               full join days d using (agent, environment, model)
                where (coalesce(c.usd, 0), coalesce(c.unpriced, 0)) is distinct from (coalesce(m.usd, 0), coalesce(m.unpriced, 0))
                   or (coalesce(c.usd, 0), coalesce(c.unpriced, 0)) is distinct from (coalesce(h.usd, 0), coalesce(h.unpriced, 0))
                   or (coalesce(c.usd, 0), coalesce(c.unpriced, 0)) is distinct from (coalesce(d.usd, 0), coalesce(d.unpriced, 0))
                """.formatted(projectId));
    }
}
