package io.observabilityfactory.cost.settlement;

import io.observabilityfactory.cost.billing.Charge;
import io.observabilityfactory.cost.billing.Pricing;
import io.observabilityfactory.cost.billing.TraceContext;
import io.observabilityfactory.cost.billing.TracedSpan;
import io.observabilityfactory.cost.billing.WhoPays;
import io.observabilityfactory.cost.rollup.UsageDelta;
import io.observabilityfactory.cost.rollup.UsageDeltas;
import io.observabilityfactory.cost.rollup.UsageKey;
import io.observabilityfactory.model.trace.SpanKey;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Accounts for whole traces: compares what each span shall be charged with what it was charged, and sums the differences
 * for the rollups. Whatever the order in which spans arrive, a rollup is the sum over the charges of its spans.
 */
final class TraceSettlement {

    private final Pricing pricing;
    private final Map<SpanKey, Charge> changed = new HashMap<>();
    private final UsageDeltas deltas;

    /** @param deltas where the differences are added up */
    TraceSettlement(Pricing pricing, UsageDeltas deltas) {
        this.pricing = pricing;
        this.deltas = deltas;
    }

    /**
     * @param spansOfTrace all that have arrived of one trace
     * @param charged what was charged before, of those that were
     */
    void settle(Collection<TracedSpan> spansOfTrace, Map<SpanKey, Charge> charged) {
        Map<SpanKey, WhoPays.Decision> decisions = WhoPays.decide(spansOfTrace);
        TraceContext trace = TraceContext.of(spansOfTrace);
        for (TracedSpan span : spansOfTrace) {
            Charge before = charged.get(span.key());
            Charge after = Charge.of(span, decisions.get(span.key()), trace, pricing, before);
            if (!after.equals(before) && (before != null || isKept(span, after))) {
                changed.put(span.key(), after);
                count(-1, span, before);
                count(1, span, after);
            }
        }
    }

    /** The charges that are to be written; asked again, only those of traces settled since. */
    Map<SpanKey, Charge> takeChangedCharges() {
        Map<SpanKey, Charge> taken = Map.copyOf(changed);
        changed.clear();
        return taken;
    }

    /** Spans that only structure a trace are left out, unless one of them pays. */
    private static boolean isKept(TracedSpan span, Charge charge) {
        return span.type().counted() || charge.isBilled();
    }

    /** A call of a model that was instrumented twice is one call; agents and tools are counted whoever pays. */
    private static boolean isCall(TracedSpan span, Charge charge) {
        return isKept(span, charge)
                && !(span.type().callsModel() && charge.billing().repeats());
    }

    private void count(int sign, TracedSpan span, @Nullable Charge charge) {
        if (charge == null || !isCall(span, charge)) {
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
