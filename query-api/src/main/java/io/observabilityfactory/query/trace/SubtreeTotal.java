package io.observabilityfactory.query.trace;

import io.observabilityfactory.query.cost.Spend;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Of a span and everything below it.
 *
 * @param tokens of the billed ones
 * @param costUsd {@code null} when nothing of it has a price, or not yet
 */
record SubtreeTotal(int spans, long tokens, @Nullable BigDecimal costUsd, long unpricedTokens) {

    /** For each span of the forest. */
    static List<SubtreeTotal> of(SpanForest forest, IntFunction<Optional<Spend>> own) {
        List<Integer> parentsFirst = new ArrayList<>(forest.roots());
        for (int next = 0; next < parentsFirst.size(); next++) {
            parentsFirst.addAll(forest.children(parentsFirst.get(next)));
        }
        int[] spans = new int[forest.size()];
        List<Optional<Spend>> spends = new ArrayList<>(forest.size());
        for (int span = 0; span < forest.size(); span++) {
            spends.add(own.apply(span));
        }
        for (int i = parentsFirst.size() - 1; i >= 0; i--) {
            int span = parentsFirst.get(i);
            spans[span]++;
            for (int child : forest.children(span)) {
                spans[span] += spans[child];
                spends.set(span, sum(spends.get(span), spends.get(child)));
            }
        }
        List<SubtreeTotal> totals = new ArrayList<>(forest.size());
        for (int span = 0; span < forest.size(); span++) {
            totals.add(of(spans[span], spends.get(span)));
        }
        return totals;
    }

    private static Optional<Spend> sum(Optional<Spend> a, Optional<Spend> b) {
        return a.isPresent() && b.isPresent() ? Optional.of(a.get().plus(b.get())) : a.or(() -> b);
    }

    private static SubtreeTotal of(int spans, Optional<Spend> spend) {
        return new SubtreeTotal(
                spans,
                spend.map(Spend::tokens).orElse(0L),
                spend.map(Spend::knownUsd).orElse(null),
                spend.map(Spend::unpricedTokens).orElse(0L));
    }
}
