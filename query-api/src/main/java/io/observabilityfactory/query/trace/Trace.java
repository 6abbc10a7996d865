package io.observabilityfactory.query.trace;

import io.observabilityfactory.model.trace.SpanStatus;
import io.observabilityfactory.query.cost.Spend;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A trace with its spans, by start time. Everything but {@code spans} is of the whole trace, whichever page it is.
 *
 * @param name of the first root span
 * @param totalTokens of the billed spans
 * @param costUsd {@code null} when nothing of it has a price, or not yet
 * @param unpricedTokens tokens of billed spans that are not in the cost, as they have no price
 * @param nextCursor what to ask for the spans after these with; {@code null} when there are none
 */
@RegisterForReflection(registerFullHierarchy = true)
record Trace(
        String traceId,
        @Nullable String runId,
        String name,
        Instant startTime,
        double durationMs,
        int spanCount,
        int errorCount,
        long totalTokens,
        @Nullable BigDecimal costUsd,
        long unpricedTokens,
        List<Span> spans,
        @Nullable String nextCursor) {

    static Trace from(TraceOutline outline, List<Span> spans, @Nullable String nextCursor) {
        List<OutlinedSpan> all = outline.spans();
        Optional<Spend> spend =
                all.stream().flatMap(span -> span.spend().stream()).reduce(Spend::plus);
        return new Trace(
                outline.trace().id(),
                all.stream()
                        .map(OutlinedSpan::runId)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                outline.forest().span(outline.forest().roots().get(0)).name(),
                outline.start(),
                Span.millis(outline.duration()),
                all.size(),
                (int) all.stream()
                        .filter(span -> span.status().equals(SpanStatus.ERROR.code()))
                        .count(),
                spend.map(Spend::tokens).orElse(0L),
                spend.map(Spend::knownUsd).orElse(null),
                spend.map(Spend::unpricedTokens).orElse(0L),
                spans,
                nextCursor);
    }
}
