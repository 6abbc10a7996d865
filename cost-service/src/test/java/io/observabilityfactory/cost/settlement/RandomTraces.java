package io.observabilityfactory.cost.settlement;

import io.observabilityfactory.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Traces as a careless fleet sends them: parents missing or each other's, calls told of twice, models without a price. */
final class RandomTraces {

    private static final List<String> TYPES = List.of("agent", "llm", "llm", "embedding", "reranker", "tool", "chain");
    private static final List<String> MODELS =
            List.of("'gpt-4o'", "'gpt-4o-mini-2024-07-18'", "'o3'", "'never-heard-of'", "null");

    private final TestDatabase database;
    private final int projectId;

    RandomTraces(TestDatabase database, String project) {
        this.database = database;
        database.execute("insert into project (name) values ('" + project + "')");
        this.projectId =
                Integer.parseInt(database.query("select project_id from project where name = '" + project + "'")
                        .get(0));
    }

    int projectId() {
        return projectId;
    }

    /** Spans as rows without their project; the same random gives the same. */
    static List<String> spans(Random random) {
        List<String> spans = new ArrayList<>();
        int traces = 1 + random.nextInt(4);
        for (int trace = 1; trace <= traces; trace++) {
            int size = 1 + random.nextInt(10);
            for (int id = 1; id <= size; id++) {
                spans.add(span(random, trace, id, size));
            }
        }
        return spans;
    }

    private static String span(Random random, int trace, int id, int size) {
        int parent = random.nextInt(size + 2);
        return """
                '\\x%032x'::bytea, '\\x%016x'::bytea, timestamptz '2026-03-01 10:%02d:%02dZ', %s::bytea, 'name', 'client',
                '%s', '%s', %s, %d, '\\x00'::bytea, '%s'::jsonb, %s, 'openai', %s, %s, %s, %s, %s, %s, %s::text, %s::text, %s::text,
                %s::jsonb, %s""".formatted(
                        trace,
                        id,
                        random.nextInt(60),
                        id,
                        parent == 0 ? "null" : "'\\x%016x'".formatted(parent),
                        pick(random, TYPES),
                        pick(random, List.of("ok", "unset", "error")),
                        random.nextInt(5) == 0,
                        random.nextLong(random.nextBoolean() ? 1_000_000 : 100_000_000_000L),
                        random.nextInt(4) == 0 ? "{\"openai.response.service_tier\": \"flex\"}" : "{}",
                        pick(random, List.of("'planner'", "'coder'", "null", "null")),
                        pick(random, MODELS),
                        pick(random, List.of("'r1'", "'r2'", "null", "null", "null")),
                        pick(random, List.of("'prod'", "null", "null")),
                        pick(random, List.of("'search'", "'search'", "null")),
                        pick(random, List.of("'framework'", "'sdk'", "null")),
                        pick(random, List.of("0.5", "null", "null")) + "::numeric",
                        pick(random, List.of("'ann'", "'bob'", "null", "null")),
                        pick(random, List.of("'s1'", "'s2'", "null", "null")),
                        pick(random, List.of("'1.0'", "'1.1'", "null", "null")),
                        pick(random, List.of("'[\"nightly\"]'", "'[\"big\", \"nightly\"]'", "null", "null")),
                        usage(random));
    }

    private static String usage(Random random) {
        if (random.nextInt(5) < 2) {
            return String.join(", ", Collections.nCopies(7, "null::bigint"));
        }
        return String.join(
                ", ",
                IntStream.range(0, 7)
                        .mapToObj(bucket -> Integer.toString(random.nextInt(3) == 0 ? 0 : random.nextInt(1_000)))
                        .toList());
    }

    private static String pick(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Stores them as ingest-service does: what is there already is a duplicate. */
    void commit(List<String> spans) {
        database.execute("select ensure_day_partition('span', '2026-03-01')");
        database.execute("""
                with batch as (
                    insert into ingest_batch (project_id, received, stored, duplicates, rejected,
                                              first_span_time, last_span_time)
                    values (%1$d, %2$d, %2$d, 0, 0, '2026-03-01 00:00Z', '2026-03-01 23:59Z') returning batch_id)
                insert into span (batch_id, project_id, trace_id, span_id, start_time, parent_span_id, name, kind, span_type,
                                  status, timed_out, duration_nanos, resource_hash, attributes, agent, provider,
                                  response_model, response_id, environment, tool, scope_name, reported_cost_usd, user_id,
                                  session_id, release, tags, input_tokens,
                                  cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens,
                                  audio_input_tokens, audio_output_tokens)
                select batch_id, %1$d, s.* from batch, (values (%3$s)) s on conflict do nothing""".formatted(projectId, spans.size(), String.join("), (", spans)));
    }

    boolean isSettled() {
        return database.query("select 1 from ingest_batch where settled_at is null and project_id = " + projectId)
                .isEmpty();
    }

    /** All that is charged. Spans that only structure a trace keep a row that says nothing once they paid for a while. */
    List<String> charges() {
        return database.query(
                "select concat_ws(' ', encode(trace_id, 'hex'), encode(span_id, 'hex'), agent, environment,"
                        + " billing, encode(paid_by, 'hex'), price_id, price_modifier, trim_scale(total_usd), unpriced_tokens,"
                        + " trim_scale(computed_usd), trim_scale(reported_usd), cost_source) from span_cost c"
                        + " where project_id = " + projectId
                        + " and (billing = 'billed' or (select span_type from span s"
                        + " where (s.project_id, s.trace_id, s.span_id, s.start_time)"
                        + " = (c.project_id, c.trace_id, c.span_id, c.start_time)) <> 'chain') order by 1");
    }

    /** What is in a rollup by user or release and should not be, and the other way round. */
    List<String> imbalances(String table, String ofSpans, String keys, String figures) {
        return database.query("""
                with kept as (select %3$s, %4$s from %1$s where project_id = %5$d
                              and (calls <> 0 or tokens <> 0 or cost_usd <> 0 or unpriced_tokens <> 0)),
                     due as (select %3$s, %4$s from %2$s where project_id = %5$d
                             and (calls <> 0 or tokens <> 0 or cost_usd <> 0 or unpriced_tokens <> 0))
                select 'too much ' || e::text from (select * from kept except select * from due) e
                union all
                select 'missing ' || e::text from (select * from due except select * from kept) e""".formatted(table, ofSpans, keys, figures, projectId));
    }

    /** All rows in which something is left. */
    List<String> rollups(String table) {
        return database.query(
                "select concat_ws(' ', bucket_start, agent, span_type, provider, model, environment, calls,"
                        + " errors, timeouts, duration_nanos, input_tokens, cache_read_tokens, cache_write_tokens, output_tokens,"
                        + " reasoning_tokens, audio_input_tokens, audio_output_tokens, trim_scale(cost_usd), unpriced_tokens,"
                        + " (select string_agg(bucket || '=' || latency_counts[bucket], ',' order by bucket)"
                        + " from generate_subscripts(latency_counts, 1) bucket where latency_counts[bucket] <> 0))"
                        + " from " + table + " where project_id = " + projectId
                        + " and (calls <> 0 or cost_usd <> 0 or unpriced_tokens <> 0) order by 1");
    }
}
