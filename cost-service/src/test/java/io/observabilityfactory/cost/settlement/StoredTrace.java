package io.observabilityfactory.cost.settlement;

import static io.observabilityfactory.testkit.Patience.await;

import io.observabilityfactory.testkit.OtlpSpans;
import io.observabilityfactory.testkit.TestDatabase;
import java.util.List;

/** A trace of its own on 1 March 2026, stored batch by batch as ingest-service does. */
final class StoredTrace {

    private final TestDatabase database;
    private final String id = OtlpSpans.randomTraceId().toString();

    private final int projectId;

    StoredTrace(TestDatabase database) {
        this(database, 1);
    }

    StoredTrace(TestDatabase database, int projectId) {
        this.database = database;
        this.projectId = projectId;
    }

    String id() {
        return id;
    }

    void commit(String... spans) {
        commitOnly(spans);
        awaitSettled();
    }

    /** Without waiting until the batch is settled. */
    void commitOnly(String... spans) {
        database.execute("select ensure_day_partition('span', '2026-03-01')");
        database.execute("""
                with batch as (
                    insert into ingest_batch (project_id, received, stored, duplicates, rejected,
                                              first_span_time, last_span_time)
                    values (%3$d, %1$d, %1$d, 0, 0, '2026-03-01 00:00Z', '2026-03-01 23:59Z') returning batch_id)
                insert into span (batch_id, project_id, trace_id, span_id, start_time, parent_span_id, name, kind,
                                  span_type, status, timed_out, duration_nanos, resource_hash, attributes,
                                  agent, provider, response_model, input_tokens, cache_read_tokens,
                                  cache_write_tokens, output_tokens, reasoning_tokens, audio_input_tokens,
                                  audio_output_tokens)
                select batch_id, s.* from batch, (values %2$s) s""".formatted(spans.length, String.join(", ", spans), projectId));
    }

    void awaitSettled() {
        await().until(() -> database.query("select 1 from ingest_batch where settled_at is null")
                .isEmpty());
    }

    boolean isSettled() {
        return batch("settled_at is not null").equals("t");
    }

    /** Of the batch that brought the trace last. */
    String batch(String expression) {
        return database.query("select " + expression + " from ingest_batch where batch_id = (select max(batch_id)"
                        + " from span where trace_id = '\\x" + id + "')")
                .get(0);
    }

    String span(int id, int parent, String type, String agent, long input, long output) {
        return """
                (%d, '\\x%s'::bytea, '\\x%016x'::bytea, timestamptz '2026-03-01 10:00:%02dZ', %s::bytea, 'name', 'client',
                 '%s', 'unset', false, 1000000, '\\x00'::bytea, '{}'::jsonb, %s, 'openai', 'gpt-4o', %s)""".formatted(
                        projectId,
                        this.id,
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

    List<String> charges() {
        return database.query("select right(encode(span_id, 'hex'), 1) || ' ' || agent || ' ' || billing || ' '"
                + " || trim_scale(total_usd) from span_cost where trace_id = '\\x" + id + "' order by 1");
    }
}
