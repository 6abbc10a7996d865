package io.observabilityfactory.query.trace;

import static io.observabilityfactory.query.trace.Outlines.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.query.cost.Spend;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubtreeTotalTest {

    @Test
    void total_isOfASpanAndAllBelowIt() {
        SpanForest forest = SpanForest.of(List.of(
                span("root", null, "root", 0, 10),
                span("a", "root", "a", 0, 1),
                span("b", "a", "b", 0, 1),
                span("other root", null, "other", 0, 1)));
        List<Optional<Spend>> own = List.of(Optional.empty(), spend("0.5", 10, 0), spend("0", 7, 7), Optional.empty());

        assertThat(SubtreeTotal.of(forest, own::get))
                .containsExactly(
                        new SubtreeTotal(3, 17, new BigDecimal("0.5"), 7),
                        new SubtreeTotal(2, 17, new BigDecimal("0.5"), 7),
                        new SubtreeTotal(1, 7, null, 7),
                        new SubtreeTotal(1, 0, null, 0));
    }

    private static Optional<Spend> spend(String usd, long tokens, long unpricedTokens) {
        return Optional.of(new Spend(new BigDecimal(usd), tokens, unpricedTokens));
    }
}
