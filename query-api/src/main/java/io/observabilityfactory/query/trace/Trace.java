package io.observabilityfactory.query.trace;

import io.observabilityfactory.model.trace.SpanStatus;
import io.observabilityfactory.query.cost.Spend;
import io.observabilityfactory.query.message.TraceMessages;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A trace with all its spans, by start time.
 *
 * @param name of the first root span
 * @param totalTokens of the billed spans
 * @param costUsd {@code null} when nothing of it has a price, or not yet
 * @param unpricedTokens tokens of billed spans that are not in the cost, as they have no price
 */
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
        List<Span> spans) {

    /** @param rows of its spans, at least one, by start time */
    static Trace from(String traceId, List<Row> rows, TraceMessages messages) {
        List<SpanOutline> outlines = rows.stream().map(SpanOutline::from).toList();
        SpanForest forest = SpanForest.of(outlines);
        List<Span> spans = IntStream.range(0, rows.size())
                .mapToObj(i -> Span.from(rows.get(i), outlines.get(i), forest.selfTime(i), messages.of(rows.get(i))))
                .toList();
        Instant start = outlines.get(0).start();
        Instant end = outlines.stream()
                .map(SpanOutline::end)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Optional<Spend> spend =
                rows.stream().flatMap(row -> Span.spend(row).stream()).reduce(Spend::plus);
        return new Trace(
                traceId,
                runId(rows),
                forest.span(forest.roots().get(0)).name(),
                start,
                Span.millis(Duration.between(start, end)),
                spans.size(),
                errors(spans),
                spend.map(Spend::tokens).orElse(0L),
                spend.map(Spend::knownUsd).orElse(null),
                spend.map(Spend::unpricedTokens).orElse(0L),
                spans);
    }

    private static @Nullable String runId(List<Row> rows) {
        return rows.stream()
                .map(row -> row.getString("run_id"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static int errors(List<Span> spans) {
        return (int) spans.stream()
                .filter(span -> span.status().equals(SpanStatus.ERROR.code()))
                .count();
    }
}
