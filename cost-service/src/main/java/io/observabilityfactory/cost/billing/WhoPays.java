package io.observabilityfactory.cost.billing;

import io.observabilityfactory.model.price.Billing;
import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.SpanKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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

    /**
     * @param agent empty when neither the span nor a span above it names one
     * @param paidBy the span that pays instead, null when there is none
     * @param rerankOfItsOwn whether it is a reranker that reports no tokens, and no other span tells of its call
     */
    public record Decision(
            String agent, Billing billing, @Nullable SpanId paidBy, boolean rerankOfItsOwn) {

        /** Whether to pay for a call without tokens depends on its price, which was looked up when it was charged. */
        boolean agreesWith(Billing charged) {
            return billing == charged || (rerankOfItsOwn && charged == Billing.BILLED);
        }
    }

    public static Map<SpanKey, Decision> decide(Collection<TracedSpan> spansOfTrace) {
        return new WhoPays(spansOfTrace).decide();
    }

    private Map<SpanKey, Decision> decide() {
        Map<TracedSpan, SpanId> covered = covered(TracedSpan::reportsUsage);
        Map<TracedSpan, SpanId> rerankedBelow = covered(TracedSpan::tellsOfARerank);
        Map<TracedSpan, String> agents = new HashMap<>();
        Map<String, SpanId> paidResponses = new HashMap<>();
        Map<SpanKey, Decision> decisions = new HashMap<>();
        for (TracedSpan span : spans) {
            String agent = agent(span, agents);
            Decision decision = span.reportsUsage()
                    ? ofUsage(span, agent, covered, paidResponses)
                    : withoutUsage(span, agent, covered, rerankedBelow);
            decisions.put(span.key(), decision);
        }
        return decisions;
    }

    /** All spans above one that tells of a call, and the span that does. Above a covered span all are covered already. */
    private Map<TracedSpan, SpanId> covered(Predicate<TracedSpan> tellsOfACall) {
        Map<TracedSpan, SpanId> covered = new HashMap<>();
        for (TracedSpan span : spans) {
            TracedSpan above = tellsOfACall.test(span) ? tree.parent(span) : null;
            while (above != null && covered.putIfAbsent(above, span.key().spanId()) == null) {
                above = tree.parent(above);
            }
        }
        return covered;
    }

    private static Decision ofUsage(
            TracedSpan span, String agent, Map<TracedSpan, SpanId> covered, Map<String, SpanId> paidResponses) {
        SpanId below = covered.get(span);
        if (below != null) {
            return new Decision(agent, Billing.COVERED_BY_DESCENDANT, below, false);
        }
        SpanId payer = span.responseId() == null
                ? null
                : paidResponses.putIfAbsent(span.responseId(), span.key().spanId());
        return new Decision(agent, payer == null ? Billing.BILLED : Billing.DUPLICATE_RESPONSE, payer, false);
    }

    private static Decision withoutUsage(
            TracedSpan span, String agent, Map<TracedSpan, SpanId> covered, Map<TracedSpan, SpanId> rerankedBelow) {
        boolean ofItsOwn = span.tellsOfARerank() && !covered.containsKey(span) && !rerankedBelow.containsKey(span);
        return new Decision(agent, Billing.NO_USAGE, null, ofItsOwn);
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
