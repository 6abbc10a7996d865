package io.observabilityfactory.cost.billing;

import io.observabilityfactory.model.trace.SpanKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides for all spans of one trace which of them pay and which agent they belong to.
 *
 * <p>Agents and frameworks repeat the totals of the calls below them, and one call may be instrumented twice: the deepest
 * span that reports a usage pays for it. Children arrive late and in any order, so the decision is made again over the
 * whole trace whenever a span of it arrives; it depends on which spans there are, never on their order.
 */
public final class WhoPays {

    private final List<TracedSpan> spans;
    private final TraceTree tree;

    private WhoPays(Collection<TracedSpan> spans) {
        // Of two spans with the same response the earlier one pays.
        this.spans = spans.stream()
                .sorted(Comparator.comparing((TracedSpan span) -> span.key().startTime())
                        .thenComparing(TracedSpan::key))
                .toList();
        this.tree = new TraceTree(spans);
    }

    /** @param agent empty when neither the span nor a span above it names one */
    public record Decision(String agent, Billing billing) {}

    public static Map<SpanKey, Decision> decide(Collection<TracedSpan> spansOfTrace) {
        return new WhoPays(spansOfTrace).decide();
    }

    private Map<SpanKey, Decision> decide() {
        Set<TracedSpan> covered = covered();
        Map<TracedSpan, String> agents = new HashMap<>();
        Set<String> paidResponses = new HashSet<>();
        Map<SpanKey, Decision> decisions = new HashMap<>();
        for (TracedSpan span : spans) {
            decisions.put(span.key(), new Decision(agent(span, agents), billing(span, covered, paidResponses)));
        }
        return decisions;
    }

    /** All spans above one that reports usage. Above a covered span all are covered already. */
    private Set<TracedSpan> covered() {
        Set<TracedSpan> covered = new HashSet<>();
        for (TracedSpan span : spans) {
            TracedSpan above = span.reportsUsage() ? tree.parent(span) : null;
            while (above != null && covered.add(above)) {
                above = tree.parent(above);
            }
        }
        return covered;
    }

    private static Billing billing(TracedSpan span, Set<TracedSpan> covered, Set<String> paidResponses) {
        if (!span.reportsUsage()) {
            return Billing.NO_USAGE;
        }
        if (covered.contains(span)) {
            return Billing.COVERED_BY_DESCENDANT;
        }
        boolean paidAlready = span.responseId() != null && !paidResponses.add(span.responseId());
        return paidAlready ? Billing.DUPLICATE_RESPONSE : Billing.BILLED;
    }

    /** The span's own agent, or that of the nearest span above that names one; known ones are remembered on the way. */
    private String agent(TracedSpan span, Map<TracedSpan, String> known) {
        List<TracedSpan> path = new ArrayList<>();
        TracedSpan current = span;
        while (current != null && current.agent() == null && !known.containsKey(current)) {
            path.add(current);
            current = tree.parent(current);
        }
        String agent = agentOf(current, known);
        path.forEach(below -> known.put(below, agent));
        return agent;
    }

    private static String agentOf(@Nullable TracedSpan span, Map<TracedSpan, String> known) {
        if (span == null) {
            return "";
        }
        return span.agent() != null ? span.agent() : known.get(span);
    }
}
