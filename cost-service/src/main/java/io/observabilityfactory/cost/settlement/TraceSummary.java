package io.observabilityfactory.cost.settlement;

import io.observabilityfactory.cost.billing.Charge;
import io.observabilityfactory.cost.billing.TraceContext;
import io.observabilityfactory.cost.billing.TracedSpan;
import io.observabilityfactory.model.json.LenientJson;
import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.SpanKey;
import io.observabilityfactory.model.trace.TraceLabel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What lists show of a trace and find it by.
 *
 * @param firstSpan when the first span began, {@code lastSpan} the last one
 * @param name of the first root, {@code rootType} likewise
 * @param tokens of billed spans, {@code costUsd} and {@code unpricedTokens} likewise
 * @param labels see {@link TraceLabel}
 */
record TraceSummary(
        TraceContext context,
        String name,
        String rootType,
        @Nullable String runId,
        Instant firstSpan,
        Instant lastSpan,
        Duration duration,
        int spans,
        int errors,
        long tokens,
        BigDecimal costUsd,
        long unpricedTokens,
        List<String> labels) {

    /** The rest is not found by its labels; the first kinds of them say whose a trace is. */
    private static final int MOST_LABELS = 250;

    private static final Comparator<TracedSpan> FIRST_AND_LONGEST = Comparator.comparing(
                    (TracedSpan span) -> span.key().startTime())
            .thenComparing(TracedSpan::durationNanos, Comparator.reverseOrder())
            .thenComparing(span -> span.key().spanId());

    /**
     * @param spans all that have arrived of one trace, at least one
     * @param charges of those that are charged
     */
    static TraceSummary of(
            int projectId, Collection<TracedSpan> spans, Map<SpanKey, Charge> charges, Map<SpanKey, SpanFacts> facts) {
        TraceContext context = TraceContext.of(spans);
        TracedSpan root = root(spans);
        Instant first = starts(spans).min(Comparator.naturalOrder()).orElseThrow();
        List<TracedSpan> billed =
                spans.stream().filter(span -> isBilled(span, charges)).toList();
        return new TraceSummary(
                context,
                facts.get(root.key()).name(),
                root.type().code(),
                runId(spans, facts),
                first,
                starts(spans).max(Comparator.naturalOrder()).orElseThrow(),
                Duration.between(first, end(spans)),
                spans.size(),
                (int) spans.stream().filter(TracedSpan::failed).count(),
                billed.stream().mapToLong(span -> span.usageOrNone().total()).sum(),
                billed.stream()
                        .map(span -> charges.get(span.key()).amount().totalUsd())
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                billed.stream()
                        .mapToLong(span -> charges.get(span.key()).amount().unpricedTokens())
                        .sum(),
                labels(projectId, spans, context));
    }

    private static boolean isBilled(TracedSpan span, Map<SpanKey, Charge> charges) {
        Charge charge = charges.get(span.key());
        return charge != null && charge.isBilled();
    }

    /** The first span without a parent that is there; of spans that are each other's ancestors the first. */
    private static TracedSpan root(Collection<TracedSpan> spans) {
        Set<SpanId> ids = spans.stream().map(span -> span.key().spanId()).collect(Collectors.toSet());
        return spans.stream()
                .filter(span -> span.parentSpanId() == null || !ids.contains(span.parentSpanId()))
                .min(FIRST_AND_LONGEST)
                .orElseGet(() -> spans.stream().min(FIRST_AND_LONGEST).orElseThrow());
    }

    private static @Nullable String runId(Collection<TracedSpan> spans, Map<SpanKey, SpanFacts> facts) {
        return spans.stream()
                .filter(span -> facts.get(span.key()).runId() != null)
                .min(FIRST_AND_LONGEST)
                .map(span -> facts.get(span.key()).runId())
                .orElse(null);
    }

    private static Stream<Instant> starts(Collection<TracedSpan> spans) {
        return spans.stream().map(span -> span.key().startTime());
    }

    private static Instant end(Collection<TracedSpan> spans) {
        return spans.stream()
                .map(span -> span.key().startTime().plusNanos(span.durationNanos()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static List<String> labels(int projectId, Collection<TracedSpan> spans, TraceContext context) {
        Set<String> labels = new LinkedHashSet<>();
        for (TraceLabel kind : TraceLabel.values()) {
            values(kind, spans, context)
                    .filter(Objects::nonNull)
                    .distinct()
                    .map(value -> kind.of(projectId, value))
                    .sorted()
                    .forEach(labels::add);
        }
        return labels.stream().limit(MOST_LABELS).toList();
    }

    private static Stream<@Nullable String> values(
            TraceLabel kind, Collection<TracedSpan> spans, TraceContext context) {
        return switch (kind) {
            case USER -> of(spans, span -> span.context().user());
            case SESSION -> of(spans, span -> span.context().session());
            case ENVIRONMENT -> of(spans, span -> span.context().environment());
            case VERSION -> of(spans, span -> span.context().release());
            case STATUS -> of(spans, span -> span.failed() ? "error" : null);
            case AGENT -> of(spans, TracedSpan::agent);
            case SERVICE -> of(spans, TracedSpan::service);
            case MODEL -> Stream.concat(of(spans, TracedSpan::requestModel), of(spans, TracedSpan::responseModel));
            case PROVIDER -> of(spans, TracedSpan::provider);
            case TAG -> tags(context.tags());
        };
    }

    private static Stream<@Nullable String> of(
            Collection<TracedSpan> spans, Function<TracedSpan, @Nullable String> value) {
        return spans.stream().map(value);
    }

    /** @param json array of texts */
    private static Stream<@Nullable String> tags(@Nullable String json) {
        LenientJson.Parsed parsed = json == null ? null : LenientJson.parse(json);
        return parsed != null && parsed.value() instanceof List<?> tags
                ? tags.stream().filter(String.class::isInstance).map(String.class::cast)
                : Stream.empty();
    }
}
