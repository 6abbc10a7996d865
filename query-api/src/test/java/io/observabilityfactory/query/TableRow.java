package io.observabilityfactory.query;

import io.observabilityfactory.query.cost.RollupColumns;
import io.observabilityfactory.testkit.TestDatabase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A row as ingest-service or cost-service would leave it; what a test does not say is something harmless. */
public final class TableRow {

    private String table;
    private final Map<String, String> values = new LinkedHashMap<>();

    private TableRow(String table) {
        this.table = table;
        with("project_id", "1");
    }

    /** @param start of its first second, as {@code 2026-03-01T10:00:00Z} */
    public static TableRow span(String traceId, String spanId, String start) {
        return new TableRow("span")
                .with("trace_id", "\\x" + traceId)
                .with("span_id", "\\x" + spanId)
                .with("start_time", start)
                .with("name", "span " + spanId)
                .with("batch_id", "1")
                .with("kind", "internal")
                .with("span_type", "other")
                .with("status", "unset")
                .with("timed_out", "false")
                .with("duration_nanos", "1000000000")
                .with("resource_hash", "\\x00")
                .with("attributes", "{}");
    }

    /** A log record of a span. */
    public static TableRow log(String traceId, String spanId, String time) {
        return new TableRow("log_record")
                .with("trace_id", "\\x" + traceId)
                .with("span_id", "\\x" + spanId)
                .with("time", time)
                .with("record_hash", "\\x" + spanId)
                .with("batch_id", "1")
                .with("severity_number", "9")
                .with("resource_hash", "\\x00")
                .with("attributes", "{}")
                .with("cut", "false");
    }

    /** What cost-service keeps of a trace as a whole. */
    public static TableRow trace(String traceId, String start) {
        return new TableRow("trace_settlement")
                .with("trace_id", "\\x" + traceId)
                .with("first_span_time", start)
                .with("last_span_time", start)
                .with("listed_time", start)
                .with("duration_nanos", "1000000000")
                .with("span_count", "1")
                .with("error_count", "0")
                .with("tokens", "0")
                .with("cost_usd", "0")
                .with("unpriced_tokens", "0")
                .with("name", "root")
                .with("root_type", "agent")
                .with("labels", "{}");
    }

    /** How the span was billed. */
    public static TableRow spanCost(String traceId, String spanId, String start) {
        return new TableRow("span_cost")
                .with("trace_id", "\\x" + traceId)
                .with("span_id", "\\x" + spanId)
                .with("start_time", start)
                .with("agent", "")
                .with("billing", "billed")
                .with("total_usd", "0")
                .with("unpriced_tokens", "0");
    }

    /** One call to a model, in a minute; see {@link #fillHours}. */
    public static TableRow usage(String agent, String minute) {
        TableRow row = new TableRow("usage_minute").with("agent", agent).with("bucket_start", minute);
        for (String dimension : new String[] {"provider", "model", "service", "environment"}) {
            row.with(dimension, "");
        }
        for (String figure : new String[] {
            "errors",
            "timeouts",
            "duration_nanos",
            "input_tokens",
            "cache_read_tokens",
            "cache_write_tokens",
            "output_tokens",
            "reasoning_tokens",
            "audio_input_tokens",
            "audio_output_tokens",
            "cost_usd",
            "unpriced_tokens"
        }) {
            row.with(figure, "0");
        }
        return row.with("span_type", "llm").with("calls", "1").with("latency_counts", "{}");
    }

    /** What settling noted of a trace of one span. */
    public static TableRow settledTrace(String traceId, String start) {
        return new TableRow("trace_settlement")
                .with("trace_id", "\\x" + traceId)
                .with("first_span_time", start)
                .with("last_span_time", start);
    }

    /** A call of a model for a user, session or tag, in an hour. */
    public static TableRow facet(String facet, String name, String hour, String usd) {
        return new TableRow("usage_user_hour")
                .with("facet", facet)
                .with("name", name)
                .with("bucket_start", hour)
                .with("calls", "1")
                .with("errors", "0")
                .with("tokens", "10")
                .with("cost_usd", usd)
                .with("unpriced_tokens", "0");
    }

    /** Calls of an agent's release in an hour. */
    public static TableRow release(String release, String agent, String hour) {
        return new TableRow("usage_release_hour")
                .with("release", release)
                .with("agent", agent)
                .with("bucket_start", hour)
                .with("span_type", "llm")
                .with("calls", "1")
                .with("errors", "0")
                .with("timeouts", "0")
                .with("duration_nanos", "1000000")
                .with("tokens", "10")
                .with("generated_tokens", "1")
                .with("cost_usd", "0")
                .with("unpriced_tokens", "0")
                .with("latency_counts", "{0,1}");
    }

    /** @param id two hexadecimal digits that tell it from others of the same time */
    public static TableRow logRecord(String id, String time, String body) {
        return new TableRow("log_record")
                .with("time", time)
                .with("record_hash", "\\x" + id)
                .with("batch_id", "1")
                .with("severity_number", "9")
                .with("body", body)
                .with("resource_hash", "\\x00")
                .with("attributes", "{}")
                .with("cut", "false");
    }

    /** @param id two hexadecimal digits that tell it from others of the same time */
    public static TableRow metric(String id, String name, String time, String value) {
        return new TableRow("metric_point")
                .with("time", time)
                .with("record_hash", "\\x" + id)
                .with("batch_id", "1")
                .with("name", name)
                .with("point_type", "gauge")
                .with("value", value)
                .with("resource_hash", "\\x00")
                .with("attributes", "{}")
                .with("cut", "false");
    }

    /** A commit that all records were stored by. */
    public static TableRow batch(String committed, String received) {
        return new TableRow("ingest_batch")
                .with("committed_at", committed)
                .with("received", received)
                .with("stored", received)
                .with("duplicates", "0")
                .with("rejected", "0");
    }

    public static TableRow rejected(String time, String reason) {
        return new TableRow("rejected_record").with("rejected_at", time).with("reason", reason);
    }

    public TableRow with(String column, String value) {
        values.put(column, value);
        return this;
    }

    /** The same row of another table that has the same columns. */
    public TableRow into(String otherTable) {
        table = otherTable;
        return this;
    }

    public void insertInto(TestDatabase database) {
        for (String time : new String[] {"start_time", "time"}) {
            if (values.containsKey(time)) {
                database.execute("select ensure_day_partition('%s', ('%s'::timestamptz at time zone 'UTC')::date)"
                        .formatted(table, values.get(time)));
            }
        }
        database.execute("insert into %s (%s) values (%s)"
                .formatted(
                        table,
                        String.join(", ", values.keySet()),
                        values.values().stream()
                                .map(value -> "'" + value.replace("'", "''") + "'")
                                .collect(Collectors.joining(", "))));
    }

    /** Adds the minutes up to hours, days and what was spent by quarter of an hour, as cost-service keeps all of them. */
    public static void fillHours(TestDatabase database) {
        fill(database, "usage_hour", "1 hour");
        fill(database, "usage_day", "1 day");
        database.execute("""
                insert into usage_quarter_hour
                select project_id, date_bin('15 minutes', bucket_start, 'epoch') as quarter,
                       coalesce(sum(calls) filter (where span_type in ('llm', 'embedding', 'reranker')), 0),
                       sum(%s), sum(cost_usd), sum(unpriced_tokens)
                from usage_minute
                group by project_id, quarter""".formatted(RollupColumns.TOKENS));
    }

    private static void fill(TestDatabase database, String table, String width) {
        database.execute("""
                insert into %s
                select project_id, date_bin('%s', bucket_start, 'epoch') as bucket,
                       agent, span_type, provider, model, service, environment,
                       sum(calls), sum(errors), sum(timeouts), sum(duration_nanos),
                       sum(input_tokens), sum(cache_read_tokens), sum(cache_write_tokens), sum(output_tokens),
                       sum(reasoning_tokens), sum(audio_input_tokens), sum(audio_output_tokens),
                       sum(cost_usd), sum(unpriced_tokens), histogram_sum(latency_counts)::integer[]
                from usage_minute
                group by project_id, bucket, agent, span_type, provider, model, service, environment""".formatted(table, width));
    }

    /** A test sees what it inserted and nothing else. */
    public static void clear(TestDatabase database) {
        database.execute(
                "truncate span, span_cost, trace_settlement, usage_minute, usage_hour, usage_day, usage_quarter_hour,"
                        + " usage_user_hour, usage_release_hour, log_record, metric_point, ingest_batch, rejected_record");
    }

    /** The id of a project that is not the one shown. */
    public static String otherProject(TestDatabase database) {
        database.execute("insert into project (name) values ('other') on conflict do nothing");
        return database.query("select project_id from project where name = 'other'")
                .get(0);
    }
}
