package io.observabilityfactory.query.trace;

import io.observabilityfactory.query.cost.Spend;
import io.observabilityfactory.query.paging.PageKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A span by the time it takes.
 *
 * @param selfTimeMs the time in which none of its children ran
 * @param criticalPathMs how long the whole trace waited for the span itself; 0 when it never did
 * @param share of the trace's duration that this is, from 0 to 1
 * @param siblings how many spans below the same parent have its name: a call that is repeated
 */
record Bottleneck(
        String spanId,
        @Nullable String parentSpanId,
        String name,
        String type,
        @Nullable String service,
        @Nullable String agent,
        @Nullable String model,
        String status,
        Instant startTime,
        double durationMs,
        double selfTimeMs,
        double criticalPathMs,
        double share,
        int siblings,
        @Nullable BigDecimal costUsd) {

    /** By what the trace waited for, then by own time, which is lost where nobody waited for it. */
    private static final Comparator<Bottleneck> WORST_FIRST = Comparator.comparing(
                    Bottleneck::criticalPathMs, Comparator.reverseOrder())
            .thenComparing(Bottleneck::selfTimeMs, Comparator.reverseOrder())
            .thenComparing(Bottleneck::durationMs, Comparator.reverseOrder())
            .thenComparing(Bottleneck::startTime)
            .thenComparing(Bottleneck::spanId);

    /** All spans of a trace that last at least so long, worst first. */
    static List<Bottleneck> of(TraceOutline outline, Duration least) {
        return IntStream.range(0, outline.spans().size())
                .filter(span -> outline.spans().get(span).place().duration().compareTo(least) >= 0)
                .mapToObj(span -> of(outline, span))
                .sorted(WORST_FIRST)
                .toList();
    }

    private static Bottleneck of(TraceOutline outline, int position) {
        OutlinedSpan span = outline.spans().get(position);
        SpanFigures figures = outline.figures(position);
        double waitedForMs = figures.onCriticalPath() == null ? 0 : Span.millis(figures.onCriticalPath());
        double wholeMs = Span.millis(outline.duration());
        return new Bottleneck(
                span.place().spanId(),
                span.place().parentSpanId(),
                span.place().name(),
                span.type(),
                span.service(),
                span.agent(),
                span.model(),
                span.status(),
                span.place().start(),
                Span.millis(span.place().duration()),
                Span.millis(figures.selfTime()),
                waitedForMs,
                wholeMs == 0 ? 0 : Math.round(waitedForMs / wholeMs * 1e4) / 1e4,
                outline.siblings(position),
                span.spend().map(Spend::knownUsd).orElse(null));
    }

    PageKey key() {
        return PageKey.of(startTime, spanId);
    }

    boolean is(String start, String id) {
        return startTime.toString().equals(start) && spanId.equals(id);
    }
}
