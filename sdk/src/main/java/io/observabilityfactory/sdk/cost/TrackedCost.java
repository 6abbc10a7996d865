package io.observabilityfactory.sdk.cost;

import io.observabilityfactory.sdk.TracedOperation;
import io.observabilityfactory.sdk.Tracer;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A block whose cost is counted while it runs: that of all calls of models that are traced inside, on whatever thread.
 *
 * <pre>{@code
 * try (var cost = CostTracker.trackCost("agent_001")) {
 *     response = llm.generate(prompt);
 *     System.out.println(cost.costUsd() + " USD");
 * }
 * }</pre>
 */
public final class TrackedCost implements AutoCloseable {

    /** Of more calls only the sum is kept. */
    private static final int MOST_REMEMBERED = 10_000;

    private final TracedOperation operation;
    private final @Nullable CostTracking tracking;
    private final Set<String> spanIds = new HashSet<>();
    private BigDecimal usd = BigDecimal.ZERO;
    private long tokens;
    private long unpricedTokens;
    private int calls;

    TrackedCost(TracedOperation operation, @Nullable CostTracking tracking) {
        this.operation = operation;
        this.tracking = tracking;
    }

    /** While nothing counts costs: the block is traced, if anything is. */
    static TrackedCost none(String agent) {
        return new TrackedCost(Tracer.agent(agent).start(), null);
    }

    private void settle() {
        if (tracking != null) {
            tracking.settle();
        }
    }

    synchronized void add(Charge charge) {
        usd = usd.add(charge.usd());
        tokens += charge.tokens();
        unpricedTokens += charge.unpricedTokens();
        calls++;
        if (spanIds.size() < MOST_REMEMBERED) {
            spanIds.add(charge.spanId());
        }
    }

    /** What the calls that have ended so far cost, by local prices. */
    public BigDecimal costUsd() {
        settle();
        synchronized (this) {
            return usd.signum() == 0 ? BigDecimal.ZERO : usd.stripTrailingZeros();
        }
    }

    /** Tokens of those calls. */
    public long tokens() {
        settle();
        synchronized (this) {
            return tokens;
        }
    }

    /** Tokens that are in no cost, as no price is known for them. */
    public long unpricedTokens() {
        settle();
        synchronized (this) {
            return unpricedTokens;
        }
    }

    /** Calls of models. */
    public int calls() {
        settle();
        synchronized (this) {
            return calls;
        }
    }

    /** 32 hexadecimal digits; all zero while nothing is recorded. */
    public String traceId() {
        return operation.traceId();
    }

    String spanId() {
        return operation.spanId();
    }

    Set<String> spanIds() {
        settle();
        synchronized (this) {
            return Set.copyOf(spanIds);
        }
    }

    /**
     * The cost as the server has it, once it has settled all calls of this block, which takes some seconds after the block was
     * closed. Completes with a {@link java.util.concurrent.TimeoutException} when it has not after a minute.
     */
    public CompletableFuture<ReconciledCost> reconciled() {
        return tracking == null
                ? CompletableFuture.completedFuture(new ReconciledCost(BigDecimal.ZERO, BigDecimal.ZERO))
                : tracking.reconcile(this);
    }

    @Override
    public void close() {
        operation.close();
    }
}
