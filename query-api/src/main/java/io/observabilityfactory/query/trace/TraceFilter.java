package io.observabilityfactory.query.trace;

import io.observabilityfactory.model.trace.TraceLabel;
import io.observabilityfactory.query.project.Conditions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which traces are meant: those to which everything applies.
 *
 * @param labels values by kind; a trace has all of them
 * @param failed whether something in the trace failed
 * @param words that are all in what one of the spans recorded, or in one of the trace's log records
 * @param spans what one single span of the trace has to be
 */
public record TraceFilter(
        StartRange start,
        Map<TraceLabel, List<String>> labels,
        @Nullable Boolean failed,
        @Nullable Duration minDuration,
        @Nullable Duration maxDuration,
        @Nullable BigDecimal minCostUsd,
        @Nullable String name,
        @Nullable String rootType,
        @Nullable String runId,
        SearchWords words,
        SpanConditions spans) {

    public static TraceFilter startedIn(StartRange start) {
        return new TraceFilter(
                start, Map.of(), null, null, null, null, null, null, null, SearchWords.NONE, SpanConditions.NONE);
    }

    public TraceFilter with(TraceLabel kind, String value) {
        Map<TraceLabel, List<String>> more = new LinkedHashMap<>(labels);
        List<String> values = new ArrayList<>(more.getOrDefault(kind, List.of()));
        values.add(value);
        more.put(kind, values);
        return new TraceFilter(
                start, more, failed, minDuration, maxDuration, minCostUsd, name, rootType, runId, words, spans);
    }

    public TraceFilter ofSpans(SpanConditions conditions) {
        return new TraceFilter(
                start, labels, failed, minDuration, maxDuration, minCostUsd, name, rootType, runId, words, conditions);
    }

    public TraceFilter lasting(@Nullable Duration least, @Nullable Duration most) {
        return new TraceFilter(start, labels, failed, least, most, minCostUsd, name, rootType, runId, words, spans);
    }

    /** Whether spans have to be read to tell. */
    boolean looksIntoSpans() {
        return !words.isEmpty() || !spans.isEmpty();
    }

    /** Where the list begins, as conditions on {@code trace_settlement t}; where it ends is left to the page. */
    Conditions range(int projectId) {
        return new Conditions().and("t.project_id = ?", projectId).and("t.listed_time >= ?", start.from());
    }

    /** Adds what the rows of traces have to tell, as conditions on {@code trace_settlement t}. */
    Conditions addRows(int projectId, Conditions conditions) {
        String[] wanted = labels.entrySet().stream()
                .flatMap(kind ->
                        kind.getValue().stream().map(value -> kind.getKey().of(projectId, value)))
                .toArray(String[]::new);
        if (wanted.length > 0) {
            conditions.and("t.labels @> ?::text[]", (Object) wanted);
        }
        if (failed != null) {
            conditions.and(failed ? "t.error_count > 0" : "t.error_count = 0");
        }
        return conditions
                .andIfGiven("t.duration_nanos >= ?", minDuration == null ? null : minDuration.toNanos())
                .andIfGiven("t.duration_nanos <= ?", maxDuration == null ? null : maxDuration.toNanos())
                .andIfGiven("t.cost_usd >= ?", minCostUsd)
                .andIfGiven("t.name = ?", name)
                .andIfGiven("t.root_type = ?", rootType)
                .andIfGiven("t.run_id = ?", runId);
    }
}
