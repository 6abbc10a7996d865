package io.observabilityfactory.query.trace;

import static io.observabilityfactory.query.trace.Outlines.span;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CriticalPathTest {

    private static final long NANOS_PER_MILLI = 1_000_000;

    @Test
    void path_leadsThroughTheChildThatEndedLast() {
        assertThat(millis(
                        span("root", null, "root", 0, 100),
                        span("fast", "root", "fast", 10, 20),
                        span("slow", "root", "slow", 10, 70),
                        span("below", "slow", "below", 20, 40),
                        span("end", "root", "end", 90, 10)))
                .containsExactly(20L, null, 30L, 40L, 10L);
    }

    @Test
    void path_takesOneAfterTheOtherOfWhatRanInTurn() {
        assertThat(millis(
                        span("root", null, "root", 0, 30),
                        span("a", "root", "a", 0, 10),
                        span("b", "root", "b", 10, 20)))
                .containsExactly(0L, 10L, 20L);
    }

    @Test
    void path_endsWithItsParentWhereAChildRunsOn() {
        assertThat(millis(span("root", null, "root", 0, 50), span("child", "root", "child", 20, 500)))
                .containsExactly(20L, 30L);
    }

    @Test
    void path_leadsThroughSeveralRoots() {
        assertThat(millis(span("a", null, "a", 0, 10), span("b", null, "b", 20, 10), span("c", null, "c", 22, 3)))
                .as("nobody is waited for between them")
                .containsExactly(10L, 10L, null);
    }

    @Test
    void path_ofADeepTraceIsFollowedToItsEnd() {
        List<SpanOutline> chain = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            chain.add(span("s" + i, i == 0 ? null : "s" + (i - 1), "deep", 0, 5));
        }

        assertThat(CriticalPath.of(SpanForest.of(chain)).nanos(49_999)).isEqualTo(5 * NANOS_PER_MILLI);
    }

    @Property
    void path_ofOneRootIsAsLongAsTheRoot(@ForAll @Size(max = 15) List<@IntRange(min = 0, max = 40) Integer> numbers) {
        List<SpanOutline> spans = new ArrayList<>(List.of(span("0", null, "root", 0, 50)));
        for (int i = 0; i < numbers.size(); i++) {
            String parent = Integer.toString(numbers.get(i) % (i + 1));
            spans.add(span(Integer.toString(i + 1), parent, "span", numbers.get(i), (numbers.get(i) * 7) % 30));
        }
        SpanForest forest = SpanForest.of(spans);
        CriticalPath path = CriticalPath.of(forest);

        assertThat(IntStream.range(0, spans.size())
                        .mapToObj(path::nanos)
                        .mapToLong(nanos -> nanos == null ? 0 : nanos)
                        .sum())
                .isEqualTo(50 * NANOS_PER_MILLI);
    }

    private static List<Long> millis(SpanOutline... spans) {
        CriticalPath path = CriticalPath.of(SpanForest.of(List.of(spans)));
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < spans.length; i++) {
            Long nanos = path.nanos(i);
            millis.add(nanos == null ? null : nanos / NANOS_PER_MILLI);
        }
        return millis;
    }
}
