package io.observabilityfactory.bench.measure;

import io.observabilityfactory.bench.BenchException;

/**
 * Spans put into the database as ingest-service commits them, so that cost-service is measured alone: runs of eight (an
 * agent, three model calls, two tools, a retriever, an embedding) with 1.6 kB of attributes a span, in batches of 512.
 */
public final class WaitingSpans {

    public static final int SPANS_OF_A_BATCH = 512;

    /** The model that the priced spans name; it has a price for everybody. */
    public static final String MODEL = "gpt-4o";

    private static final int BATCHES_AT_ONCE = 50;

    private static final String COMMIT = """
            with batch as (
                insert into ingest_batch (project_id, received, stored, duplicates, rejected, first_span_time, last_span_time)
                select 1, 512, 512, 0, 0, now() - interval '1 minute', now() from generate_series(1, %d)
                returning batch_id),
            trace as (
                select batch_id, decode(md5(random()::text || batch_id || t), 'hex') as trace_id, random() as dice
                from batch, generate_series(1, 64) t)
            insert into span (project_id, trace_id, span_id, start_time, parent_span_id, batch_id, name, kind, span_type,
                              status, timed_out, duration_nanos, service, resource_hash, provider, response_model, agent,
                              user_id, session_id, input_tokens, cache_read_tokens, cache_write_tokens, output_tokens,
                              reasoning_tokens, audio_input_tokens, audio_output_tokens, attributes)
            select 1, trace_id, int8send(n), now() - make_interval(secs => 50 - n), case when n > 1 then int8send(1) end,
                   batch_id, 'bench', 'client', (array['agent', 'llm', 'tool', 'llm', 'retriever', 'tool', 'embedding', 'llm'])[n],
                   'unset', false, (1e9 * dice)::bigint, 'bench-' || (5 * dice)::int, '\\x00',
                   case when n in (2, 4, 7, 8) then 'openai' end,
                   case when n in (2, 4, 8) then '%s' when n = 7 then 'text-embedding-3-small' end,
                   case when n = 1 then 'agent_' || (20 * dice)::int end,
                   case when n = 1 then 'user_' || (5000 * dice)::int end, case when n = 1 then 'conv_' || dice end,
                   case when n in (2, 4, 7, 8) then 1200 end, case when n in (2, 4, 7, 8) then 300 end,
                   case when n in (2, 4, 7, 8) then 0 end, case when n in (2, 4, 8) then 250 when n = 7 then 0 end,
                   case when n in (2, 4, 7, 8) then 0 end, case when n in (2, 4, 7, 8) then 0 end,
                   case when n in (2, 4, 7, 8) then 0 end,
                   jsonb_build_object('gen_ai.operation.name', 'chat', 'gen_ai.request.model', '%2$s',
                                      'gen_ai.input.messages', repeat(md5(dice::text || n), 48))
            from trace, generate_series(1, 8) n""";

    private final SpanRows rows;

    public WaitingSpans(SpanRows rows) {
        this.rows = rows;
        rows.execute(
                "select ensure_day_partition('span', (now() at time zone 'UTC')::date)",
                "select ensure_day_partition('span', (now() at time zone 'UTC' - interval '1 minute')::date)");
    }

    /** Stores spans that cost-service does not take until {@link #release}. */
    public long hold(int atLeast) {
        rows.execute("alter table ingest_batch alter column next_attempt_at set default 'infinity'");
        int batches = (atLeast + SPANS_OF_A_BATCH - 1) / SPANS_OF_A_BATCH;
        for (int left = batches; left > 0; left -= BATCHES_AT_ONCE) {
            commit(Math.min(left, BATCHES_AT_ONCE));
        }
        rows.execute("alter table ingest_batch alter column next_attempt_at drop default", "vacuum analyze span");
        return (long) batches * SPANS_OF_A_BATCH;
    }

    public void release() {
        rows.execute("update ingest_batch set next_attempt_at = null where settled_at is null");
    }

    /** Stores so many batches in one transaction. */
    public void commit(int batches) {
        rows.execute(COMMIT.formatted(batches, MODEL));
    }

    public boolean areSettled() {
        return rows.texts("select 1 from ingest_batch where settled_at is null limit 1")
                .isEmpty();
    }

    /** What is charged, and what the rollups say; they have to be the same. */
    public void failUnlessBooksBalance() {
        String charged = rows.texts("select trim_scale(coalesce(sum(total_usd), 0)) from span_cost")
                .get(0);
        String counted = rows.texts("select trim_scale(coalesce(sum(cost_usd), 0)) from usage_hour")
                .get(0);
        if (!charged.equals(counted)) {
            throw new BenchException("the spans are charged " + charged + " USD, the rollups say " + counted);
        }
    }
}
