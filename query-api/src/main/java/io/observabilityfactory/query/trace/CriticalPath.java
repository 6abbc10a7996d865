package io.observabilityfactory.query.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a trace waited for: followed from its end back to its start, each moment belongs to the child that ended last before
 * it, or to the span itself while it waited for none. Make anything on it faster and the trace ends earlier; the rest ran
 * beside it. Written without recursion, as the depth is the client's choice.
 */
final class CriticalPath {

    private static final long NOT_ON_IT = -1;

    private final SpanForest forest;
    private final long[] nanos;
    private final Deque<Stretch> todo = new ArrayDeque<>();

    private CriticalPath(SpanForest forest) {
        this.forest = forest;
        this.nanos = new long[forest.size()];
        Arrays.fill(nanos, NOT_ON_IT);
    }

    /** A part of the time of a span, which may begin before its parent and end after it. */
    private record Stretch(int span, Instant from, Instant until) {}

    static CriticalPath of(SpanForest forest) {
        CriticalPath path = new CriticalPath(forest);
        path.follow();
        return path;
    }

    /** How long the trace waited for the span itself; {@code null} when it never waited for it. */
    @Nullable
    Long nanos(int span) {
        return nanos[span] == NOT_ON_IT ? null : nanos[span];
    }

    private void follow() {
        Instant end = forest.roots().stream()
                .map(root -> forest.span(root).end())
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        back(forest.roots(), Instant.MIN, end);
        while (!todo.isEmpty()) {
            Stretch stretch = todo.pop();
            nanos[stretch.span] =
                    Math.max(0, nanos[stretch.span]) + back(forest.children(stretch.span), stretch.from, stretch.until);
        }
    }

    /** Puts what was waited for on the list, and returns the time in which nothing of it ran, as far as there is a start. */
    private long back(List<Integer> children, Instant from, Instant until) {
        List<Integer> lastFirst = children.stream()
                .sorted(Comparator.comparing(
                                (Integer child) -> earlier(forest.span(child).end(), until))
                        .reversed()
                        .thenComparing(child -> forest.span(child).start()))
                .toList();
        long own = 0;
        Instant now = until;
        for (int child : lastFirst) {
            Instant start = later(forest.span(child).start(), from);
            Instant end = earlier(forest.span(child).end(), until);
            if (!end.isAfter(now) && start.isBefore(end)) {
                own += Duration.between(end, now).toNanos();
                todo.push(new Stretch(child, start, end));
                now = start;
            }
        }
        return from.equals(Instant.MIN)
                ? own
                : own + Duration.between(from, now).toNanos();
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
