package io.observabilityfactory.query.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpanForestTest {

    @Test
    void roots_areSpansWithoutAParentThatIsThere() {
        SpanForest forest = forest(span("a", null), span("b", "a"), span("c", "lost"), span("d", "c"));

        assertThat(forest.roots()).containsExactly(0, 2);
        assertThat(forest.children(0)).containsExactly(1);
        assertThat(forest.children(2)).containsExactly(3);
    }

    @Test
    void roots_areSpansOfACycleButNotTheOnesBelowIt() {
        SpanForest forest = forest(span("below", "a"), span("a", "b"), span("b", "a"), span("self", "self"));

        assertThat(forest.roots()).containsExactly(1, 2, 3);
        assertThat(forest.children(1)).containsExactly(0);
    }

    @Test
    void children_ofADuplicatedIdAreBelowTheFirstOfThem() {
        SpanForest forest = forest(span("a", null), span("a", null), span("b", "a"));

        assertThat(forest.children(0)).containsExactly(2);
        assertThat(forest.children(1)).isEmpty();
    }

    @Property
    void everySpan_isInTheForestOnce(@ForAll @Size(max = 12) List<@IntRange(min = 0, max = 13) Integer> parents) {
        SpanForest forest = forest(IntStream.range(0, parents.size())
                .mapToObj(i -> span("s" + i, "s" + parents.get(i)))
                .toArray(SpanOutline[]::new));

        List<Integer> seen = new ArrayList<>(forest.roots());
        for (int next = 0; next < seen.size() && seen.size() <= parents.size(); next++) {
            seen.addAll(forest.children(seen.get(next)));
        }

        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, parents.size()).boxed().toList());
    }

    private static SpanForest forest(SpanOutline... spans) {
        return SpanForest.of(List.of(spans));
    }

    private static SpanOutline span(String id, @Nullable String parent) {
        return Outlines.span(id, parent, id, 0, 1);
    }
}
