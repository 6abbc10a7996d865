package io.observabilityfactory.cost.settlement;

import io.observabilityfactory.cost.billing.Charge;
import io.observabilityfactory.cost.billing.ChargeChange;
import io.observabilityfactory.cost.billing.Pricing;
import io.observabilityfactory.cost.billing.TraceContext;
import io.observabilityfactory.cost.billing.TracedSpan;
import io.observabilityfactory.cost.billing.WhoPays;
import io.observabilityfactory.cost.rollup.UsageDelta;
import io.observabilityfactory.cost.rollup.UsageDeltas;
import io.observabilityfactory.cost.rollup.UsageKey;
import io.observabilityfactory.model.trace.SpanKey;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Accounts for whole traces: compares what each span shall be charged with what it was charged, and sums the differences
 * for the rollups. Whatever the order in which spans arrive, a rollup is the sum over the charges of its spans.
 */
final class TraceSettlement {

    private final Pricing pricing;
    private final UsageDeltas deltas;
    private final Anew anew;
    private List<ChargeChange> changes = new ArrayList<>();

    /** @param deltas where the differences are added up */
    TraceSettlement(Pricing pricing, UsageDeltas deltas, Anew anew) {
        this.pricing = pricing;
        this.deltas = deltas;
        this.anew = anew;
    }

    /**
     * @param spansOfTrace all that have arrived of one trace
     * @param charged what was charged before, of those that were
     * @param known what was known of the trace when that was charged
     * @return what is charged now, of those that are
     */
    Map<SpanKey, Charge> settle(Collection<TracedSpan> spansOfTrace, Map<SpanKey, Charge> charged, TraceContext known) {
        Map<SpanKey, WhoPays.Decision> decisions = WhoPays.decide(spansOfTrace);
        TraceContext trace = TraceContext.of(spansOfTrace);
        ContextCounts contexts = new ContextCounts(deltas, known, trace);
        Map<SpanKey, Charge> charges = new HashMap<>();
        for (TracedSpan span : spansOfTrace) {
            Charge before = charged.get(span.key());
            Charge after = charge(span, decisions.get(span.key()), trace, before);
            charges.put(span.key(), after);
            if (!after.equals(before) && (before != null || after.isKeptOf(span))) {
                changes.add(new ChargeChange(span, before, after));
                count(-1, span, before);
                count(1, span, after);
            }
            contexts.count(span, before, after);
        }
        return charges;
    }

    private Charge charge(TracedSpan span, WhoPays.Decision decision, TraceContext trace, @Nullable Charge before) {
        return before != null && anew.applies(span, before)
                ? Charge.anew(span, decision, trace, pricing)
                : Charge.of(span, decision, trace, pricing, before);
    }

    /** What is to be written; asked again, only that of traces settled since. */
    List<ChargeChange> takeChanges() {
        List<ChargeChange> taken = changes;
        changes = new ArrayList<>();
        return taken;
    }

    private void count(int sign, TracedSpan span, @Nullable Charge charge) {
        if (charge == null || !charge.isCallOf(span)) {
            return;
        }
        UsageDelta delta = deltas.of(usageKey(span, charge));
        delta.addCall(sign, span.failed(), span.timedOut(), span.durationNanos());
        if (charge.isBilled()) {
            delta.addCost(
                    sign,
                    span.usageOrNone(),
                    charge.amount().totalUsd(),
                    charge.amount().unpricedTokens());
        }
    }

    private static UsageKey usageKey(TracedSpan span, Charge charge) {
        return new UsageKey(
                span.key().startTime().truncatedTo(ChronoUnit.MINUTES),
                charge.attribution().agent(),
                span.type().code(),
                orEmpty(span.provider()),
                orEmpty(span.responseModel() != null ? span.responseModel() : span.requestModel()),
                orEmpty(span.service()),
                charge.attribution().environment());
    }

    private static String orEmpty(@Nullable String dimension) {
        return dimension == null ? "" : dimension;
    }
}
