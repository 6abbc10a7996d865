package io.observabilityfactory.cost.settlement;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.observabilityfactory.testkit.HeldLock;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class SettlementTest {

    TestDatabase database;
    StoredTrace trace;

    @BeforeEach
    void newTrace() {
        trace = new StoredTrace(database);
    }

    @Test
    void committedBatch_isPricedToTheLastDigitWithItsPriceVersion() {
        trace.commit(trace.span(1, 0, "agent", "math", 0, 0), trace.span(2, 1, "llm", null, 1_000, 100));

        // gpt-4o: 1000 x 2.50 + 100 x 10.00 = 3500 millionths
        assertThat(trace.charges()).containsExactly("1 math no_usage 0", "2 math billed 0.0035");
        assertThat(database.query(
                        "select concat_ws(' ', p.model, p.rates #>> '{prices,input}', c.input_usd, c.output_usd,"
                                + " c.computed_usd, c.cost_source)"
                                + " from span_cost c join model_price p using (price_id) where trace_id = '\\x"
                                + trace.id()
                                + "'"))
                .containsExactly("gpt-4o 2.5 0.0025 0.001 0.0035 computed");
        assertRollupsEqualCharges();
    }

    @Test
    void serviceTier_isWhatTheCallWasServedInWhoeverTellsIt() {
        // gpt-4o: 3500 millionths. Claude Haiku 4.5: 1000 x 1.00 + 100 x 5.00 = 1500 millionths. A batch is half of
        // either.
        trace.commit(
                tier(1, "gpt-4o", "openai", "{}"),
                tier(2, "gpt-4o", "openai", "{\"openai.response.service_tier\": \"batch\"}"),
                tier(3, "claude-haiku-4-5", "anthropic", "{\"anthropic.response.service_tier\": \"standard\"}"),
                tier(4, "claude-haiku-4-5", "anthropic", "{\"anthropic.response.service_tier\": \"batch\"}"),
                tier(5, "claude-haiku-4-5", "anthropic", "{\"gen_ai.usage.service_tier\": \"BATCH\"}"),
                tier(
                        6,
                        "claude-haiku-4-5",
                        "anthropic",
                        "{\"gen_ai.request.service_tier\": \"batch\","
                                + " \"anthropic.response.service_tier\": \"standard\"}"));

        assertThat(database.query("select concat_ws(' ', right(encode(span_id, 'hex'), 1), price_modifier,"
                        + " trim_scale(total_usd)) from span_cost where trace_id = '\\x" + trace.id() + "' order by 1"))
                .containsExactly(
                        "1 0.0035", "2 batch 0.00175", "3 0.0015", "4 batch 0.00075", "5 batch 0.00075", "6 0.0015");
        assertRollupsEqualCharges();
    }

    private String tier(int id, String model, String provider, String attributes) {
        return trace.span(id, 0, "llm", "tiers", 1_000, 100)
                .replace("'{}'", "'" + attributes + "'")
                .replace("'openai', 'gpt-4o'", "'" + provider + "', '" + model + "'");
    }

    @Test
    void parentThatArrivesLate_takesItsCallsToItsAgent() {
        trace.commit(trace.span(2, 1, "llm", null, 1_000, 100));
        assertThat(trace.charges()).containsExactly("2  billed 0.0035");

        trace.commit(trace.span(1, 0, "agent", "late_agent", 0, 0));

        assertThat(trace.charges()).containsExactly("1 late_agent no_usage 0", "2 late_agent billed 0.0035");
        assertThat(database.query("select sum(cost_usd) from usage_hour where agent = 'late_agent'"))
                .containsExactly("0.0035");
        assertRollupsEqualCharges();
    }

    @Test
    void childThatArrivesLate_takesThePaymentFromItsParent() {
        trace.commit(trace.span(1, 0, "agent", "math", 1_000, 100));
        assertThat(trace.charges()).containsExactly("1 math billed 0.0035");

        trace.commit(trace.span(2, 1, "llm", null, 1_000, 100));

        assertThat(trace.charges()).containsExactly("1 math covered_by_descendant 0", "2 math billed 0.0035");
        assertRollupsEqualCharges();
    }

    @Test
    void callInstrumentedTwice_isCountedOnce() {
        trace.commit(
                trace.span(1, 0, "agent", "twice", 1_000, 100),
                trace.span(2, 1, "llm", null, 1_000, 100),
                trace.span(3, 2, "llm", null, 1_000, 100));
        assertThat(trace.charges())
                .containsExactly(
                        "1 twice covered_by_descendant 0", "2 twice covered_by_descendant 0", "3 twice billed 0.0035");
        assertThat(calls("twice")).containsExactly("agent 1 1000000 [2:2]={1}", "llm 1 1000000 [2:2]={1}");
    }

    @Test
    void callThatTurnsOutToBeRepeated_isTakenBack() {
        trace.commit(trace.span(1, 0, "llm", "once", 1_000, 100));
        assertThat(calls("once")).containsExactly("llm 1 1000000 [2:2]={1}");

        trace.commit(trace.span(2, 1, "embedding", "once", 1_000, 100));

        assertThat(calls("once")).containsExactly("embedding 1 1000000 [2:2]={1}", "llm 0 0 [2:2]={0}");
        assertRollupsEqualCharges();
    }

    @Test
    void spanOfATypeOrBillingOfANewerVersion_isSettledAllTheSame() {
        trace.commit(trace.span(1, 0, "teleporter", "new", 1_000, 100), trace.span(2, 0, "llm", "new", 1_000, 100));
        assertThat(calls("new")).containsExactly("llm 1 1000000 [2:2]={1}", "other 1 1000000 [2:2]={1}");

        database.execute("update span_cost set billing = 'on_the_house' where trace_id = '\\x" + trace.id() + "'");
        trace.commit(trace.span(3, 2, "llm", "new", 1_000, 100));

        assertThat(trace.charges())
                .containsExactly("1 new on_the_house 0.0035", "2 new covered_by_descendant 0", "3 new billed 0.0035");
        assertThat(calls("new")).containsExactly("llm 1 1000000 [2:2]={1}", "other 1 1000000 [2:2]={1}");
        assertRollupsEqualCharges();
    }

    @Test
    void whatOneSpanSaysOfItsTrace_holdsForAllWheneverItArrives() {
        trace.commit(trace.span(2, 1, "llm", null, 1_000, 100));
        trace.commit(trace.span(1, 0, "agent", "context_agent", 0, 0));
        database.execute("update span set environment = 'staging', user_id = 'ann', tags = '[\"beta\"]'"
                + " where trace_id = '\\x" + trace.id() + "' and parent_span_id is null");
        settleAgain();

        assertThat(database.query("select concat_ws(' ', user_id, environment, tags) from trace_settlement"
                        + " where trace_id = '\\x" + trace.id() + "'"))
                .containsExactly("ann staging [\"beta\"]");
        assertThat(database.query("select environment || ' ' || sum(calls) || ' ' || trim_scale(sum(cost_usd))"
                        + " from usage_minute where agent = 'context_agent' and span_type = 'llm'"
                        + " group by environment having sum(calls) > 0"))
                .containsExactly("staging 1 0.0035");
        assertRollupsEqualCharges();
    }

    @Test
    void summary_isOfTheWholeTraceWheneverItsSpansArrive() {
        trace.commit(trace.span(2, 1, "llm", null, 1_000, 100));
        assertThat(summary()).containsExactly("1 0 1100 0.0035 llm");

        trace.commit(trace.span(1, 0, "agent", "summed_up", 1_000, 100));

        assertThat(summary()).containsExactly("2 0 1100 0.0035 agent");
        assertThat(database.query("select listed_time = (select start_time from span where trace_id = '\\x" + trace.id()
                        + "' and parent_span_id is not null) from trace_settlement where trace_id = '\\x" + trace.id()
                        + "'"))
                .as("lists keep it where it was first seen")
                .containsExactly("t");
        assertThat(labels()).contains("1/agent/summed_up", "1/model/gpt-4o").doesNotContain("1/status/error");

        database.execute("update span set status = 'error', tags = '[\"beta\", 7]', run_id = 'run-9'"
                + " where trace_id = '\\x" + trace.id() + "' and parent_span_id is null");
        settleAgain();

        assertThat(summary()).containsExactly("2 1 1100 0.0035 agent run-9");
        assertThat(labels()).contains("1/status/error", "1/tag/beta");
    }

    private List<String> summary() {
        return database.query(
                "select concat_ws(' ', span_count, error_count, tokens, trim_scale(cost_usd), root_type, run_id)"
                        + " from trace_settlement where trace_id = '\\x" + trace.id() + "'");
    }

    private List<String> labels() {
        return database.query("select unnest(labels) from trace_settlement where trace_id = '\\x" + trace.id() + "'");
    }

    private void settleAgain() {
        database.execute("update ingest_batch set settled_at = null where batch_id in"
                + " (select batch_id from span where trace_id = '\\x" + trace.id() + "')");
        trace.awaitSettled();
    }

    @Test
    void partitions_areMadeWithoutHoldingTheirLocksUntilTheSettlementEnds() {
        database.execute("drop table if exists span_cost_20260301; truncate usage_minute, usage_hour");
        try (HeldLock lock = database.lock("usage_minute")) {
            trace.commitOnly(trace.span(1, 0, "llm", "math", 1_000, 100));
            await().until(() -> isWaitedFor("usage_minute"));

            assertThatNoException()
                    .as("while %s holds up the settlement", lock)
                    .isThrownBy(() -> database.execute(
                            "set lock_timeout = '2s'; select ensure_day_partition('span_cost', '2026-03-05')"));
        }

        trace.awaitSettled();
    }

    private boolean isWaitedFor(String table) {
        return !database.query("select 1 from pg_locks where relation = '" + table + "'::regclass and not granted")
                .isEmpty();
    }

    private List<String> calls(String agent) {
        return database.query("select concat_ws(' ', span_type, calls, duration_nanos, latency_counts)"
                + " from usage_hour where agent = '" + agent + "' order by 1");
    }

    @Test
    void usageOfAnUnknownModel_isUnpricedNotFree() {
        trace.commit(trace.span(1, 0, "llm", "unpriced_agent", 700, 70).replace("'gpt-4o'", "'never-heard-of'"));

        assertThat(database.query("select concat_ws(' ', total_usd, unpriced_tokens, price_id is null)"
                        + " from span_cost where trace_id = '\\x" + trace.id() + "'"))
                .containsExactly("0 770 t");
        assertThat(database.query("select unpriced_tokens from usage_minute where agent = 'unpriced_agent'"))
                .containsExactly("770");
    }

    @Test
    void batchSettledAgain_changesNothing() {
        trace.commit(trace.span(1, 0, "llm", "math", 1_000, 100));
        List<String> before = database.query("select usage_minute::text from usage_minute order by 1");

        database.execute("update ingest_batch set settled_at = null where batch_id ="
                + " (select batch_id from span where trace_id = '\\x" + trace.id() + "')");
        trace.awaitSettled();

        assertThat(database.query("select usage_minute::text from usage_minute order by 1"))
                .isEqualTo(before);
    }

    private void assertRollupsEqualCharges() {
        String charged = database.query("select trim_scale(sum(total_usd)) from span_cost")
                .get(0);
        assertThat(database.query("select trim_scale(sum(cost_usd)) from usage_minute"))
                .containsExactly(charged);
        assertThat(database.query("select trim_scale(sum(cost_usd)) from usage_hour"))
                .containsExactly(charged);
    }
}
