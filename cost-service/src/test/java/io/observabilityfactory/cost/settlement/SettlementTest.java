package io.observabilityfactory.cost.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.observabilityfactory.testkit.OtlpSpans;
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
    String trace;

    @BeforeEach
    void newTrace() {
        trace = OtlpSpans.randomTraceId().toString();
    }

    @Test
    void committedBatch_isPricedToTheLastDigitWithItsPriceVersion() {
        commit(span(1, 0, "agent", "math", 0, 0), span(2, 1, "llm", null, 1_000, 100));

        // gpt-4o: 1000 x 2.50 + 100 x 10.00 = 3500 millionths
        assertThat(charges()).containsExactly("1 math no_usage 0", "2 math billed 0.0035");
        assertThat(database.query("select concat_ws(' ', p.model, p.input_usd, c.input_usd, c.output_usd)"
                        + " from span_cost c join model_price p using (price_id) where trace_id = '\\x" + trace + "'"))
                .containsExactly("gpt-4o 2.5 0.0025 0.001");
        assertRollupsEqualCharges();
    }

    @Test
    void parentThatArrivesLate_takesItsCallsToItsAgent() {
        commit(span(2, 1, "llm", null, 1_000, 100));
        assertThat(charges()).containsExactly("2  billed 0.0035");

        commit(span(1, 0, "agent", "late_agent", 0, 0));

        assertThat(charges()).containsExactly("1 late_agent no_usage 0", "2 late_agent billed 0.0035");
        assertThat(database.query("select sum(cost_usd) from usage_hour where agent = 'late_agent'"))
                .containsExactly("0.0035");
        assertRollupsEqualCharges();
    }

    @Test
    void childThatArrivesLate_takesThePaymentFromItsParent() {
        commit(span(1, 0, "agent", "math", 1_000, 100));
        assertThat(charges()).containsExactly("1 math billed 0.0035");

        commit(span(2, 1, "llm", null, 1_000, 100));

        assertThat(charges()).containsExactly("1 math covered_by_descendant 0", "2 math billed 0.0035");
        assertRollupsEqualCharges();
    }

    @Test
    void usageOfAnUnknownModel_isUnpricedNotFree() {
        commit(span(1, 0, "llm", "unpriced_agent", 700, 70).replace("'gpt-4o'", "'never-heard-of'"));

        assertThat(database.query("select concat_ws(' ', total_usd, unpriced_tokens, price_id is null)"
                        + " from span_cost where trace_id = '\\x" + trace + "'"))
                .containsExactly("0 770 t");
        assertThat(database.query("select unpriced_tokens from usage_minute where agent = 'unpriced_agent'"))
                .containsExactly("770");
    }

    @Test
    void batchSettledAgain_changesNothing() {
        commit(span(1, 0, "llm", "math", 1_000, 100));
        List<String> before = database.query("select usage_minute::text from usage_minute order by 1");

        database.execute("update ingest_batch set settled_at = null where batch_id ="
                + " (select batch_id from span where trace_id = '\\x" + trace + "')");
        awaitSettled();

        assertThat(database.query("select usage_minute::text from usage_minute order by 1"))
                .isEqualTo(before);
    }

    /** Commits spans as ingest-service does, and waits until they are settled. */
    private void commit(String... spans) {
        database.execute("select ensure_day_partition('span', '2026-03-01')");
        database.execute("""
                with batch as (
                    insert into ingest_batch (project_id, received, stored, duplicates, rejected,
                                              first_span_time, last_span_time)
                    values (1, %1$d, %1$d, 0, 0, '2026-03-01 00:00Z', '2026-03-01 23:59Z') returning batch_id)
                insert into span (batch_id, project_id, trace_id, span_id, start_time, parent_span_id, name, kind,
                                  span_type, status, timed_out, duration_nanos, resource_hash, attributes,
                                  agent, provider, response_model, input_tokens, cache_read_tokens,
                                  cache_write_tokens, output_tokens, reasoning_tokens, audio_input_tokens,
                                  audio_output_tokens)
                select batch_id, s.* from batch, (values %2$s) s""".formatted(spans.length, String.join(", ", spans)));
        awaitSettled();
    }

    private void awaitSettled() {
        await().until(() -> database.query("select 1 from ingest_batch where settled_at is null")
                .isEmpty());
    }

    private String span(int id, int parent, String type, String agent, long input, long output) {
        return """
                (1, '\\x%s'::bytea, '\\x%016x'::bytea, timestamptz '2026-03-01 10:00:%02dZ', %s::bytea, 'name', 'client',
                 '%s', 'unset', false, 1000000, '\\x00'::bytea, '{}'::jsonb, %s, 'openai', 'gpt-4o', %s)""".formatted(
                        trace,
                        id,
                        id,
                        parent == 0 ? "null" : "'\\x%016x'".formatted(parent),
                        type,
                        agent == null ? "null" : "'" + agent + "'",
                        input == 0
                                ? "null::bigint, null::bigint, null::bigint, null::bigint, null::bigint, null::bigint,"
                                        + " null::bigint"
                                : input + ", 0, 0, " + output + ", 0, 0, 0");
    }

    private List<String> charges() {
        return database.query("select right(encode(span_id, 'hex'), 1) || ' ' || agent || ' ' || billing || ' '"
                + " || trim_scale(total_usd) from span_cost where trace_id = '\\x" + trace + "' order by 1");
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
