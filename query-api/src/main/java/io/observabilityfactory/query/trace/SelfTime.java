package io.observabilityfactory.query.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The time a span spent itself: while none of its children ran. */
final class SelfTime {

    private SelfTime() {}

    /** @param children may overlap each other and reach beyond the span */
    static Duration of(SpanOutline span, List<SpanOutline> children) {
        List<SpanOutline> byStart = children.stream()
                .sorted(Comparator.comparing(SpanOutline::start))
                .toList();
        Duration self = Duration.ZERO;
        Instant covered = span.start();
        for (SpanOutline child : byStart) {
            Instant childStart = earlier(child.start(), span.end());
            if (childStart.isAfter(covered)) {
                self = self.plus(Duration.between(covered, childStart));
            }
            covered = later(covered, earlier(child.end(), span.end()));
        }
        return self.plus(Duration.between(covered, span.end()));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
