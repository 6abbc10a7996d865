package io.observabilityfactory.cost.billing;

import io.observabilityfactory.model.price.Billing;
import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.SpanKey;
import io.observabilityfactory.model.trace.SpanType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides for all spans of one trace which of them pay, which only repeat what another one tells, and which agent they
 * belong to.
 *
 * <p>Agents and frameworks repeat the totals of the calls below them, and one call may be instrumented twice: the deepest
 * span that reports a usage pays for it. Children arrive late and in any order, so the decision is made again over the
 * whole trace whenever a span of it arrives; it depends on which spans there are, never on their order.
 */
public final class WhoPays {

    private final List<TracedSpan> spans;
    private final TraceTree tree;
    private final SameCalls sameCalls;
    private final Map<TracedSpan, SpanId> covered;
    private final Map<TracedSpan, SpanId> rerankedBelow;
    private final Map<String, SpanId> paidResponses = new HashMap<>();
    private final Map<TracedSpan, String> agents = new HashMap<>();

    private WhoPays(Collection<TracedSpan> spansOfTrace) {
        // Of two spans with the same response the earlier one pays.
        this.spans = spansOfTrace.stream()
                .sorted(Comparator.comparing((TracedSpan span) -> span.key().startTime())
                        .thenComparing(TracedSpan::key))
                .toList();
        this.tree = new TraceTree(spansOfTrace);
        this.sameCalls = new SameCalls(spans, tree);
        this.covered = covered(TracedSpan::reportsUsage);
        this.rerankedBelow = covered(TracedSpan::tellsOfARerank);
    }

    /**
     * @param agent empty when neither the span nor a span above it names one
     * @param paidBy the span that pays, or counts, instead; null when there is none
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
        Map<SpanKey, Decision> decisions = new HashMap<>();
        for (TracedSpan span : spans) {
            decisions.put(span.key(), span.reportsUsage() ? ofUsage(span) : withoutUsage(span));
        }
        return decisions;
    }

    /** All spans above one that tells of a call, and the span that does. Above a covered span all are covered already. */
    private Map<TracedSpan, SpanId> covered(Predicate<TracedSpan> tellsOfACall) {
        Map<TracedSpan, SpanId> found = new HashMap<>();
        for (TracedSpan span : spans) {
            TracedSpan above = tellsOfACall.test(span) ? tree.parent(span) : null;
            while (above != null && found.putIfAbsent(above, span.key().spanId()) == null) {
                above = tree.parent(above);
            }
        }
        return found;
    }

    private Decision ofUsage(TracedSpan span) {
        SpanId below = covered.get(span);
        if (below != null) {
            return ofCovered(span, below);
        }
        TracedSpan within = sameCalls.inner(span);
        if (within != null && within.reportsUsage()) {
            return decision(span, Billing.DUPLICATE_RESPONSE, within.key().spanId());
        }
        String response = responseId(span);
        SpanId payer = response == null
                ? null
                : paidResponses.putIfAbsent(response, span.key().spanId());
        return decision(span, payer == null ? Billing.BILLED : Billing.DUPLICATE_RESPONSE, payer);
    }

    /** Calls of models are left out of the counts when they are covered; tools are when a tool within tells of the same. */
    private Decision ofCovered(TracedSpan span, SpanId below) {
        TracedSpan within = span.type() == SpanType.TOOL ? sameCalls.inner(span) : null;
        return within == null
                ? decision(span, Billing.COVERED_BY_DESCENDANT, below)
                : decision(span, Billing.REPEATED_CALL, within.key().spanId());
    }

    /** Of two spans of a call only one may name the response. */
    private @Nullable String responseId(TracedSpan span) {
        TracedSpan around = span.responseId() == null ? sameCalls.outerOfItAlone(span) : null;
        return around == null ? span.responseId() : around.responseId();
    }

    private Decision withoutUsage(TracedSpan span) {
        TracedSpan other = tellsOfTheSame(span);
        if (other != null) {
            return decision(span, Billing.REPEATED_CALL, other.key().spanId());
        }
        boolean ofItsOwn = span.tellsOfARerank() && !covered.containsKey(span) && !rerankedBelow.containsKey(span);
        return new Decision(agent(span), Billing.NO_USAGE, null, ofItsOwn);
    }

    /** The one around it that pays, as it alone reports the usage, or else the one within it. */
    private @Nullable TracedSpan tellsOfTheSame(TracedSpan span) {
        TracedSpan around = sameCalls.outer(span);
        while (around != null && !around.reportsUsage()) {
            around = sameCalls.outer(around);
        }
        return around != null && !covered.containsKey(around) ? around : sameCalls.inner(span);
    }

    private Decision decision(TracedSpan span, Billing billing, @Nullable SpanId paidBy) {
        return new Decision(agent(span), billing, paidBy, false);
    }

    /** The span's own agent, or that of the nearest span above that names one; known ones are remembered on the way. */
    private String agent(TracedSpan span) {
        List<TracedSpan> path = new ArrayList<>();
        TracedSpan current = span;
        while (current != null && current.agent() == null && !agents.containsKey(current)) {
            path.add(current);
            current = tree.parent(current);
        }
        String agent = agentOf(current);
        path.forEach(below -> agents.put(below, agent));
        return agent;
    }

    private String agentOf(@Nullable TracedSpan span) {
        if (span == null) {
            return "";
        }
        return span.agent() != null ? span.agent() : agents.get(span);
    }
}
