package io.observabilityfactory.cost.billing;

import io.observabilityfactory.model.price.Billing;
import io.observabilityfactory.model.trace.SpanId;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a span was charged: as much as has to be remembered to explain it, and to take it back.
 *
 * @param paidBy the span that pays, or counts, instead; null when this one does, or has nothing to pay
 */
public record Charge(
        Attribution attribution, Billing billing, @Nullable SpanId paidBy, Amount amount) {

    /**
     * What a span shall be charged. Amounts that stand are kept, so that a late span of the trace does not re-price the
     * others by versions that appeared in the meantime.
     *
     * @param before what it was charged up to now, null when it is new
     */
    public static Charge of(
            TracedSpan span, WhoPays.Decision decision, TraceContext trace, Pricing pricing, @Nullable Charge before) {
        Attribution attribution = new Attribution(decision.agent(), environment(span, trace));
        if (before != null && decision.agreesWith(before.billing)) {
            return new Charge(attribution, before.billing, decision.paidBy(), before.amount);
        }
        return priced(span, decision, attribution, pricing);
    }

    /** What a span shall be charged, whatever it was charged before. */
    public static Charge anew(TracedSpan span, WhoPays.Decision decision, TraceContext trace, Pricing pricing) {
        return priced(span, decision, new Attribution(decision.agent(), environment(span, trace)), pricing);
    }

    private static Charge priced(TracedSpan span, WhoPays.Decision decision, Attribution attribution, Pricing pricing) {
        if (decision.rerankOfItsOwn()) {
            Optional<Amount> amount = pricing.amountOfRerank(span);
            Billing billing = amount.isPresent() ? Billing.BILLED : Billing.NO_USAGE;
            return new Charge(attribution, billing, null, amount.orElse(Amount.NOTHING));
        }
        boolean pays = decision.billing() == Billing.BILLED;
        return new Charge(
                attribution, decision.billing(), decision.paidBy(), pays ? pricing.amount(span) : Amount.NOTHING);
    }

    public boolean isBilled() {
        return billing == Billing.BILLED;
    }

    /** Spans that only structure a trace are left out, unless one of them pays. */
    public boolean isKeptOf(TracedSpan span) {
        return span.type().counted() || isBilled();
    }

    /** A call that was instrumented twice is one call; agents and tools are counted whoever pays. */
    public boolean isCallOf(TracedSpan span) {
        boolean toldByAnother = billing == Billing.REPEATED_CALL || (span.type().callsModel() && billing.repeats());
        return isKeptOf(span) && !toldByAnother;
    }

    private static String environment(TracedSpan span, TraceContext trace) {
        return Stream.of(span.context(), trace)
                .map(TraceContext::environment)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }
}
