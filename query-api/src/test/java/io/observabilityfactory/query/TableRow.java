package io.observabilityfactory.query;

import io.observabilityfactory.testkit.TestDatabase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A row as ingest-service or cost-service would leave it; what a test does not say is something harmless. */
public final class TableRow {

    private final String table;
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

    public TableRow with(String column, String value) {
        values.put(column, value);
        return this;
    }

    public void insertInto(TestDatabase database) {
        String time = values.getOrDefault("start_time", values.get("time"));
        if (time != null) {
            database.execute("select ensure_day_partition('%s', ('%s'::timestamptz at time zone 'UTC')::date)"
                    .formatted(table, time));
        }
        database.execute("insert into %s (%s) values (%s)"
                .formatted(
                        table,
                        String.join(", ", values.keySet()),
                        values.values().stream()
                                .map(value -> "'" + value.replace("'", "''") + "'")
                                .collect(Collectors.joining(", "))));
    }

    /** Adds the minutes up to hours, as cost-service keeps both. */
    public static void fillHours(TestDatabase database) {
        database.execute("""
                insert into usage_hour
                select project_id, date_bin('1 hour', bucket_start, 'epoch') as hour,
                       agent, span_type, provider, model, service, environment,
                       sum(calls), sum(errors), sum(timeouts), sum(duration_nanos),
                       sum(input_tokens), sum(cache_read_tokens), sum(cache_write_tokens), sum(output_tokens),
                       sum(reasoning_tokens), sum(audio_input_tokens), sum(audio_output_tokens),
                       sum(cost_usd), sum(unpriced_tokens), histogram_sum(latency_counts)::integer[]
                from usage_minute
                group by project_id, hour, agent, span_type, provider, model, service, environment""");
    }

    /** A test sees what it inserted and nothing else. */
    public static void clear(TestDatabase database) {
        database.execute("truncate span, span_cost, trace_settlement, log_record, usage_minute, usage_hour");
    }

    /** The id of a project that is not the one shown. */
    public static String otherProject(TestDatabase database) {
        database.execute("insert into project (name) values ('other') on conflict do nothing");
        return database.query("select project_id from project where name = 'other'")
                .get(0);
    }
}
