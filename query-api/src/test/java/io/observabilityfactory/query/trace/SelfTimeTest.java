package io.observabilityfactory.query.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SelfTimeTest {

    @Property
    void selfTime_isWhatNoChildCovers(
            @ForAll("aSpan") SpanOutline span, @ForAll("someSpans") List<SpanOutline> children) {
        BitSet own = millis(span);
        children.forEach(child -> own.andNot(millis(child)));

        assertThat(SelfTime.of(span, children)).isEqualTo(Duration.ofMillis(own.cardinality()));
    }

    @Test
    void selfTime_ofASpanWithoutChildrenIsItsDuration() {
        assertThat(SelfTime.of(Outlines.span("a", null, "a", 5, 7), List.of())).isEqualTo(Duration.ofMillis(7));
    }

    @Provide
    Arbitrary<SpanOutline> aSpan() {
        Arbitrary<Integer> start = Arbitraries.integers().between(0, 50);
        Arbitrary<Integer> duration = Arbitraries.integers().between(0, 40);
        return Combinators.combine(start, duration).as((at, lasting) -> Outlines.span("a", null, "a", at, lasting));
    }

    @Provide
    Arbitrary<List<SpanOutline>> someSpans() {
        return aSpan().list().ofMaxSize(6);
    }

    /** The milliseconds a span covers, one by one. */
    private static BitSet millis(SpanOutline span) {
        BitSet millis = new BitSet();
        millis.set((int) span.start().toEpochMilli(), (int) span.end().toEpochMilli());
        return millis;
    }
}
