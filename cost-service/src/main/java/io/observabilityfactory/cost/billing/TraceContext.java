package io.observabilityfactory.cost.billing;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who and what a trace is about. Often only one of its spans says it, the root for instance; it holds for all.
 *
 * @param tags JSON array of texts
 */
public record TraceContext(
        @Nullable String user,
        @Nullable String session,
        @Nullable String environment,
        @Nullable String release,
        @Nullable String tags) {

    public static final TraceContext UNKNOWN = new TraceContext(null, null, null, null, null);

    /** Each fact from the earliest span that states it, so that the order of arrival does not matter. */
    public static TraceContext of(Collection<TracedSpan> spansOfTrace) {
        List<TraceContext> stated = spansOfTrace.stream()
                .sorted(Comparator.comparing((TracedSpan span) -> span.key().startTime())
                        .thenComparing(TracedSpan::key))
                .map(TracedSpan::context)
                .toList();
        return new TraceContext(
                first(stated, TraceContext::user),
                first(stated, TraceContext::session),
                first(stated, TraceContext::environment),
                first(stated, TraceContext::release),
                first(stated, TraceContext::tags));
    }

    /** What holds for a span of this trace: what it says itself, and otherwise what its trace says. Tags are the trace's. */
    public TraceContext of(TracedSpan span) {
        TraceContext own = span.context();
        return new TraceContext(
                own.user == null ? user : own.user,
                own.session == null ? session : own.session,
                own.environment == null ? environment : own.environment,
                own.release == null ? release : own.release,
                tags);
    }

    private static @Nullable String first(List<TraceContext> stated, Function<TraceContext, @Nullable String> fact) {
        return stated.stream().map(fact).filter(Objects::nonNull).findFirst().orElse(null);
    }
}
