package io.observabilityfactory.cost.billing;

import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.SpanType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which spans of a trace tell of one and the same call: a framework and the client library below it are both instrumented,
 * or the wrapper of a tool and the MCP call within it.
 *
 * <p>Mostly one span is the parent of the other. Some instrumentations leave their span out of the context, so that both are
 * children of the same span; then the times, what both say of the call, and that they come from different instrumentations
 * have to tell. Calls that merely run side by side come from one instrumentation, or contradict each other.
 */
final class SameCalls {

    /** Spans that only structure a trace may stand between the two. */
    private static final int MOST_BETWEEN = 8;

    /** How many of the calls that run at the same time are looked at, so that a very wide trace does not take forever. */
    private static final int MOST_AT_ONCE = 64;

    private static final String SEPARATORS = "_-./:";

    private final TraceTree tree;
    private final Map<TracedSpan, TracedSpan> outer = new HashMap<>();
    private final Map<TracedSpan, TracedSpan> inner = new HashMap<>();
    private final Set<TracedSpan> aroundSeveral = new HashSet<>();

    SameCalls(Collection<TracedSpan> spansInOrder, TraceTree tree) {
        this.tree = tree;
        for (TracedSpan span : spansInOrder) {
            TracedSpan around = around(span);
            if (around != null) {
                link(around, span);
            }
        }
        besideEachOther(spansInOrder);
    }

    /** The span around this one that tells of the same call; null when there is none. */
    @Nullable
    TracedSpan outer(TracedSpan span) {
        return outer.get(span);
    }

    /** A span within this one that tells of the same call, the earliest of several; null when there is none. */
    @Nullable
    TracedSpan inner(TracedSpan span) {
        return inner.get(span);
    }

    /** The span around this one and no other one that tells of the same call; null when there is none. */
    @Nullable
    TracedSpan outerOfItAlone(TracedSpan span) {
        TracedSpan around = outer.get(span);
        return around == null || aroundSeveral.contains(around) ? null : around;
    }

    private void link(TracedSpan around, TracedSpan within) {
        outer.put(within, around);
        if (inner.putIfAbsent(around, within) != null) {
            aroundSeveral.add(around);
        }
    }

    private @Nullable TracedSpan around(TracedSpan span) {
        if (!tellsOfACall(span)) {
            return null;
        }
        TracedSpan above = tree.parent(span);
        for (int between = 0; above != null && !above.type().counted() && between < MOST_BETWEEN; between++) {
            above = tree.parent(above);
        }
        return above != null && above.type() == span.type() && mayBeTheSame(above, span) ? above : null;
    }

    private static boolean tellsOfACall(TracedSpan span) {
        return span.type().callsModel() || span.type() == SpanType.TOOL;
    }

    private static boolean mayBeTheSame(TracedSpan one, TracedSpan other) {
        return one.type() == SpanType.TOOL
                ? isSameTool(one.tool(), other.tool())
                : agree(one.responseId(), other.responseId());
    }

    /** Wrappers put the name of the server before that of its tool. */
    private static boolean isSameTool(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return true;
        }
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        return a.equals(b) || isQualified(a, b) || isQualified(b, a);
    }

    private static boolean isQualified(String qualified, String name) {
        int before = qualified.length() - name.length() - 1;
        return before >= 0 && qualified.endsWith(name) && SEPARATORS.indexOf(qualified.charAt(before)) >= 0;
    }

    private void besideEachOther(Collection<TracedSpan> spansInOrder) {
        Map<SpanId, List<TracedSpan>> byParent = new HashMap<>();
        for (TracedSpan span : spansInOrder) {
            // The parent of a span that is cut off is also below it: neither is the other's outer span then.
            boolean hasParent = span.parentSpanId() != null && !tree.isCutOff(span);
            if (span.type().callsModel() && hasParent && span.scope() != null) {
                byParent.computeIfAbsent(span.parentSpanId(), id -> new ArrayList<>())
                        .add(span);
            }
        }
        byParent.values().stream().filter(SameCalls::severalTell).forEach(this::pair);
    }

    private static boolean severalTell(List<TracedSpan> calls) {
        return calls.stream().map(TracedSpan::scope).distinct().count() > 1;
    }

    /** Each call within the one that ends next after it; of one instrumentation a span can be within another only once. */
    private void pair(List<TracedSpan> calls) {
        Set<Pair> taken = new HashSet<>();
        List<TracedSpan> byEnd = calls.stream()
                .sorted(Comparator.comparing(SameCalls::end)
                        .thenComparing(TracedSpan::durationNanos)
                        .thenComparing(TracedSpan::key))
                .toList();
        for (int i = 0; i < byEnd.size(); i++) {
            TracedSpan within = byEnd.get(i);
            if (outer.containsKey(within)) {
                continue;
            }
            int last = Math.min(byEnd.size(), i + 1 + MOST_AT_ONCE);
            for (TracedSpan around : byEnd.subList(i + 1, last)) {
                if (isAround(around, within) && taken.add(new Pair(around, within.scope()))) {
                    link(around, within);
                    break;
                }
            }
        }
    }

    /** @param around of which it is known that it does not end before the other */
    private static boolean isAround(TracedSpan around, TracedSpan within) {
        return around.type() == within.type()
                && !around.key().startTime().isAfter(within.key().startTime())
                && !Objects.equals(around.scope(), within.scope())
                && around.failed() == within.failed()
                && agree(around.provider(), within.provider())
                && agree(around.requestModel(), within.requestModel())
                && agree(around.responseId(), within.responseId())
                && agree(prompt(around), prompt(within));
    }

    private static boolean agree(@Nullable Object one, @Nullable Object other) {
        return one == null || other == null || one.equals(other);
    }

    /** Of the answer's tokens some instrumentations of streams count one too many. */
    private static @Nullable Long prompt(TracedSpan span) {
        return span.reportsUsage() ? Long.valueOf(span.usageOrNone().promptTokens()) : null;
    }

    private static Instant end(TracedSpan span) {
        return span.key().startTime().plusNanos(span.durationNanos());
    }

    private record Pair(TracedSpan around, @Nullable String scopeWithin) {}
}
