package io.observabilityfactory.query.agent;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What agents report about what they run on, over OTLP metrics; means over a range, or over the last day of a longer one, in the unit they
 * were sent in.
 */
final class Resources {

    static final Duration LOOKED_BACK = Duration.ofDays(1);

    static final String GPU_UTILIZATION = "gpu_utilization";
    static final String MEMORY_USAGE = "memory_usage";
    static final String QUEUE_DEPTH = "queue_depth";
    static final List<String> METRICS = List.of(GPU_UTILIZATION, MEMORY_USAGE, QUEUE_DEPTH);

    static final Resources NONE = new Resources();

    private record Key(String agent, String metric) {}

    private final Map<Key, Double> means = new HashMap<>();

    static Resources from(List<Row> rows) {
        Resources resources = new Resources();
        rows.forEach(row ->
                resources.means.put(new Key(row.getString("agent"), row.getString("name")), row.getDouble("mean")));
        return resources;
    }

    /** {@code null} when the agent reports none. */
    @Nullable
    Double mean(String agent, String metric) {
        return means.get(new Key(agent, metric));
    }
}
