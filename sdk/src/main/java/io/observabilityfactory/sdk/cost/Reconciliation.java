package io.observabilityfactory.sdk.cost;

import io.observabilityfactory.sdk.query.QueryApi;
import io.observabilityfactory.sdk.query.QueryException;
import io.observabilityfactory.sdk.query.Span;
import io.observabilityfactory.sdk.query.Trace;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks again and again until the server has settled a block. */
final class Reconciliation {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** Should the integration be closed meanwhile, nobody else would complete it. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final TrackedCost block;
    private final QueryApi queries;
    private final ScheduledExecutorService executor;
    private final CompletableFuture<ReconciledCost> result = new CompletableFuture<>();
    private final long giveUpAt = System.nanoTime() + PATIENCE.toNanos();

    private Reconciliation(TrackedCost block, QueryApi queries, ScheduledExecutorService executor) {
        this.block = block;
        this.queries = queries;
        this.executor = executor;
    }

    static CompletableFuture<ReconciledCost> start(
            TrackedCost block, QueryApi queries, ScheduledExecutorService executor) {
        Reconciliation reconciliation = new Reconciliation(block, queries, executor);
        try {
            executor.execute(reconciliation::look);
        } catch (RejectedExecutionException e) {
            reconciliation.result.completeExceptionally(e);
        }
        return reconciliation.result.orTimeout(PATIENCE.plus(GRACE).toSeconds(), TimeUnit.SECONDS);
    }

    private void look() {
        QueryException failure = null;
        try {
            queries.findTrace(block.traceId())
                    .flatMap(this::settled)
                    .ifPresent(usd -> result.complete(new ReconciledCost(block.costUsd(), usd)));
        } catch (QueryException e) {
            failure = e;
        }
        if (result.isDone()) {
            return;
        }
        if (System.nanoTime() - giveUpAt > 0) {
            TimeoutException timeout = new TimeoutException("not settled after " + PATIENCE.toSeconds() + " s");
            timeout.initCause(failure);
            result.completeExceptionally(timeout);
        } else {
            executor.schedule(this::look, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Of the block's span and all below it; empty as long as any of them is missing or not settled. */
    private Optional<BigDecimal> settled(Trace trace) {
        Set<String> inside = new HashSet<>(Set.of(block.spanId()));
        int before;
        do {
            before = inside.size();
            trace.spans().stream()
                    .filter(span -> inside.contains(span.parentSpanId()))
                    .forEach(span -> inside.add(span.spanId()));
        } while (inside.size() > before);
        List<Span> spans = trace.spans().stream()
                .filter(span -> inside.contains(span.spanId()))
                .toList();
        boolean allThere = spans.stream().map(Span::spanId).toList().containsAll(block.spanIds());
        boolean allSettled = spans.stream().noneMatch(span -> span.tokens() != null && span.billing() == null);
        return allThere && allSettled
                ? Optional.of(spans.stream()
                        .map(Span::costUsd)
                        .filter(Objects::nonNull)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                : Optional.empty();
    }
}
