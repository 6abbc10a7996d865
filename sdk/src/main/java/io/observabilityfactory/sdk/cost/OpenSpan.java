package io.observabilityfactory.sdk.cost;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A span under way, with what it lies in. */
final class OpenSpan {

    /** Chains of spans that outlive each other would otherwise hold on to all of them. */
    private static final short DEEPEST = 1_000;

    private static final int MOST_RESPONSES = 10_000;

    final @Nullable String agent;
    private final @Nullable OpenSpan above;
    private final short depth;
    private volatile boolean paidBelow;
    private volatile @Nullable TrackedCost tracked;
    private @Nullable Set<String> responses;

    OpenSpan(@Nullable String ownAgent, @Nullable OpenSpan parent) {
        this.above = parent == null || parent.depth >= DEEPEST ? null : parent;
        this.agent = ownAgent != null || above == null ? ownAgent : above.agent;
        this.depth = (short) (above == null ? 0 : above.depth + 1);
    }

    void track(TrackedCost cost) {
        tracked = cost;
    }

    boolean isPaidBelow() {
        return paidBelow;
    }

    /** Tells those around it that they only repeat its tokens. */
    void markPaid() {
        for (OpenSpan span = above; span != null && !span.paidBelow; span = span.above) {
            span.paidBelow = true;
        }
    }

    /** Whether no other span of the same trace reported this answer. */
    boolean isNewResponse(String responseId) {
        OpenSpan root = this;
        while (root.above != null) {
            root = root.above;
        }
        return root.remember(responseId);
    }

    private synchronized boolean remember(String responseId) {
        if (responses == null) {
            responses = new HashSet<>();
        }
        return responses.size() >= MOST_RESPONSES || responses.add(responseId);
    }

    void charge(Charge charge) {
        for (OpenSpan span = this; span != null; span = span.above) {
            if (span.tracked != null) {
                span.tracked.add(charge);
            }
        }
    }
}
