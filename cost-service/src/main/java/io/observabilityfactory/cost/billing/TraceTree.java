package io.observabilityfactory.cost.billing;

import io.observabilityfactory.model.trace.SpanId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The spans of one trace and which is above which. Broken traces are taken as they are. */
final class TraceTree {

    private final Map<SpanId, TracedSpan> byId = new HashMap<>();
    private final Set<TracedSpan> cutOff = new HashSet<>();

    /** Should two spans share an id, the one with the smaller key stands for it as a parent. */
    TraceTree(Collection<TracedSpan> spans) {
        spans.forEach(
                span -> byId.merge(span.key().spanId(), span, (a, b) -> a.key().compareTo(b.key()) <= 0 ? a : b));
        cutCycles();
    }

    /** The span above, null at a root, or as long as the parent has not arrived. */
    @Nullable
    TracedSpan parent(TracedSpan span) {
        return cutOff.contains(span) ? null : linked(span);
    }

    /** Whether its parent is not taken as such, as it is below the span itself. */
    boolean isCutOff(TracedSpan span) {
        return cutOff.contains(span);
    }

    private @Nullable TracedSpan linked(TracedSpan span) {
        return span.parentSpanId() == null ? null : byId.get(span.parentSpanId());
    }

    /** Spans that are each other's ancestors would all be covered by each other, and nobody would pay: one becomes a root. */
    private void cutCycles() {
        Set<TracedSpan> leadToARoot = new HashSet<>();
        for (TracedSpan start : byId.values()) {
            Set<TracedSpan> path = new LinkedHashSet<>();
            TracedSpan span = start;
            while (span != null && !leadToARoot.contains(span) && path.add(span)) {
                span = parent(span);
            }
            if (span != null && path.contains(span)) {
                cutOff.add(smallestFrom(span, path));
            }
            leadToARoot.addAll(path);
        }
    }

    /** Of the cycle, which is the end of the path from {@code entry} on, always the same span whatever the way into it. */
    private static TracedSpan smallestFrom(TracedSpan entry, Set<TracedSpan> path) {
        List<TracedSpan> steps = new ArrayList<>(path);
        return steps.subList(steps.indexOf(entry), steps.size()).stream()
                .min(java.util.Comparator.comparing(TracedSpan::key))
                .orElseThrow();
    }
}
