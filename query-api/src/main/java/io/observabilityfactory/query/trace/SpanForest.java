package io.observabilityfactory.query.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which span is below which. Spans are what clients claim they are: the parent may be missing, and a span may be its own
 * ancestor. Such spans are roots, so that every span is in the forest once.
 */
final class SpanForest {

    private static final int NONE = -1;

    private final List<SpanOutline> spans;
    private final List<Integer> roots = new ArrayList<>();
    private final List<List<Integer>> children = new ArrayList<>();

    private SpanForest(List<SpanOutline> spans) {
        this.spans = spans;
    }

    /** @param spans by start time; roots and children keep this order */
    static SpanForest of(List<SpanOutline> spans) {
        SpanForest forest = new SpanForest(spans);
        int[] parents = parents(spans);
        boolean[] inCycle = inCycle(parents);
        spans.forEach(span -> forest.children.add(new ArrayList<>()));
        for (int span = 0; span < parents.length; span++) {
            boolean root = parents[span] == NONE || inCycle[span];
            (root ? forest.roots : forest.children.get(parents[span])).add(span);
        }
        return forest;
    }

    List<Integer> roots() {
        return roots;
    }

    List<Integer> children(int span) {
        return children.get(span);
    }

    int size() {
        return spans.size();
    }

    SpanOutline span(int index) {
        return spans.get(index);
    }

    Duration selfTime(int span) {
        return SelfTime.of(
                spans.get(span), children.get(span).stream().map(spans::get).toList());
    }

    private static int[] parents(List<SpanOutline> spans) {
        Map<String, Integer> byId = new HashMap<>();
        for (int i = 0; i < spans.size(); i++) {
            byId.putIfAbsent(spans.get(i).spanId(), i);
        }
        return spans.stream()
                .mapToInt(span -> byId.getOrDefault(span.parentSpanId(), NONE))
                .toArray();
    }

    /** Follows each chain of parents until it ends or meets a span seen before; one of this very chain closes a cycle. */
    private static boolean[] inCycle(int[] parents) {
        boolean[] inCycle = new boolean[parents.length];
        int[] seenBy = new int[parents.length];
        Arrays.fill(seenBy, NONE);
        for (int chain = 0; chain < parents.length; chain++) {
            int span = chain;
            while (span != NONE && seenBy[span] == NONE) {
                seenBy[span] = chain;
                span = parents[span];
            }
            while (span != NONE && seenBy[span] == chain && !inCycle[span]) {
                inCycle[span] = true;
                span = parents[span];
            }
        }
        return inCycle;
    }
}
