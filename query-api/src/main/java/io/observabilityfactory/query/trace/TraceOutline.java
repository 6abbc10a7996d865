package io.observabilityfactory.query.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All spans of a trace without what they carry, by start time, and what follows from how they stand to each other. */
final class TraceOutline {

    private final FoundTrace trace;
    private final List<OutlinedSpan> spans;
    private final Duration duration;
    private final SpanForest forest;
    private final List<SubtreeTotal> totals;
    private final CriticalPath criticalPath;
    private final Map<List<String>, Long> siblings;

    private TraceOutline(FoundTrace trace, List<OutlinedSpan> spans) {
        this.trace = trace;
        this.spans = spans;
        this.duration = duration(spans);
        this.forest = SpanForest.of(spans.stream().map(OutlinedSpan::place).toList());
        this.totals = SubtreeTotal.of(forest, span -> spans.get(span).spend());
        this.criticalPath = CriticalPath.of(forest);
        this.siblings = spans.stream().collect(Collectors.groupingBy(TraceOutline::kind, Collectors.counting()));
    }

    /** @param spans at least one */
    static TraceOutline of(FoundTrace trace, List<OutlinedSpan> spans) {
        return new TraceOutline(trace, spans);
    }

    FoundTrace trace() {
        return trace;
    }

    List<OutlinedSpan> spans() {
        return spans;
    }

    SpanForest forest() {
        return forest;
    }

    Instant start() {
        return spans.get(0).place().start();
    }

    /** From the start of the first span to the end of the last one. */
    Duration duration() {
        return duration;
    }

    private static Duration duration(List<OutlinedSpan> spans) {
        Instant end = spans.stream()
                .map(span -> span.place().end())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return Duration.between(spans.get(0).place().start(), end);
    }

    SpanFigures figures(int span) {
        Long waitedFor = criticalPath.nanos(span);
        return new SpanFigures(
                forest.selfTime(span), waitedFor == null ? null : Duration.ofNanos(waitedFor), totals.get(span));
    }

    /** How many spans, with this one, have its name and its parent. */
    int siblings(int span) {
        return siblings.get(kind(spans.get(span))).intValue();
    }

    /** Parents that are not there are as good as any: what names them are repetitions all the same. */
    private static List<String> kind(OutlinedSpan span) {
        String parent = span.place().parentSpanId();
        return List.of(parent == null ? "" : parent, span.place().name());
    }

    /** The spans from one on, as many as there are. */
    List<OutlinedSpan> part(int from, int most) {
        return spans.subList(from, Math.min(spans.size(), from + most));
    }

    /** The position behind a span; should it be gone, that of the first one that began later. */
    int after(Instant start, String spanId) {
        for (int position = 0; position < spans.size(); position++) {
            SpanOutline place = spans.get(position).place();
            if (place.start().equals(start) && place.spanId().equals(spanId)) {
                return position + 1;
            }
            if (place.start().isAfter(start)) {
                return position;
            }
        }
        return spans.size();
    }
}
