package io.observabilityfactory.cost.settlement;

import io.observabilityfactory.cost.billing.Charge;
import io.observabilityfactory.cost.billing.TraceContext;
import io.observabilityfactory.cost.billing.TracedSpan;
import io.observabilityfactory.cost.rollup.Facet;
import io.observabilityfactory.cost.rollup.FacetDelta;
import io.observabilityfactory.cost.rollup.FacetKey;
import io.observabilityfactory.cost.rollup.ReleaseKey;
import io.observabilityfactory.cost.rollup.UsageDelta;
import io.observabilityfactory.cost.rollup.UsageDeltas;
import io.observabilityfactory.model.json.LenientJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the spans of a trace by whom and what it is about. What that is, a span that arrives late may say: everything that was
 * counted without it is taken back and counted anew.
 */
final class ContextCounts {

    /** What is counted under no user, session or tag. */
    private static final String NOBODY = "";

    private final UsageDeltas deltas;
    private final TraceContext known;
    private final TraceContext now;
    private final List<String> knownTags;
    private final List<String> tags;

    /**
     * @param known what was known of the trace when its spans were counted before
     * @param now what is known of it now
     */
    ContextCounts(UsageDeltas deltas, TraceContext known, TraceContext now) {
        this.deltas = deltas;
        this.known = known;
        this.now = now;
        this.knownTags = tags(known);
        this.tags = known.equals(now) ? knownTags : tags(now);
    }

    /** @param before what was charged, null when it was not charged yet; {@code after} what shall be */
    void count(TracedSpan span, @Nullable Charge before, Charge after) {
        if (after.equals(before) && known.equals(now)) {
            return;
        }
        if (before != null && before.isCallOf(span)) {
            count(-1, span, before, known.of(span), knownTags);
        }
        if (after.isCallOf(span)) {
            count(1, span, after, now.of(span), tags);
        }
    }

    private void count(int sign, TracedSpan span, Charge charge, TraceContext context, List<String> named) {
        Instant hour = span.key().startTime().truncatedTo(ChronoUnit.HOURS);
        if (span.type().callsModel() || charge.isBilled()) {
            countUnder(Facet.USER, context.user(), hour, sign, span, charge);
            countUnder(Facet.SESSION, context.session(), hour, sign, span, charge);
            named.forEach(tag -> countUnder(Facet.TAG, tag, hour, sign, span, charge));
        }
        if (context.release() != null) {
            UsageDelta delta = deltas.of(new ReleaseKey(
                    hour,
                    context.release(),
                    charge.attribution().agent(),
                    span.type().code()));
            delta.addCall(sign, span.failed(), span.timedOut(), span.durationNanos());
            if (charge.isBilled()) {
                delta.addCost(
                        sign,
                        span.usageOrNone(),
                        charge.amount().totalUsd(),
                        charge.amount().unpricedTokens());
            }
        }
    }

    private void countUnder(
            Facet facet, @Nullable String name, Instant hour, int sign, TracedSpan span, Charge charge) {
        FacetDelta delta = deltas.of(new FacetKey(facet, hour, name == null ? NOBODY : name));
        if (span.type().callsModel()) {
            delta.addCall(sign, span.failed());
        }
        if (charge.isBilled()) {
            delta.addCost(
                    sign,
                    span.usageOrNone().total(),
                    charge.amount().totalUsd(),
                    charge.amount().unpricedTokens());
        }
    }

    /** As ingest-service stores them, an array of texts; one that is in it twice is one tag. */
    private static List<String> tags(TraceContext context) {
        LenientJson.Parsed parsed = context.tags() == null ? null : LenientJson.parse(context.tags());
        return parsed != null && parsed.value() instanceof List<?> list && !list.isEmpty()
                ? list.stream().map(String::valueOf).distinct().toList()
                : List.of(NOBODY);
    }
}
