package io.observabilityfactory.bench.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counts what all senders are answered. */
public final class Tally {

    private static final int SIGNIFICANT_DIGITS = 3;

    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder givenUp = new LongAdder();
    private final Recorder latencyMicros = new Recorder(SIGNIFICANT_DIGITS);

    void acknowledged(long spans, long rejectedSpans, long latencyNanos) {
        acknowledged.add(spans - rejectedSpans);
        rejected.add(rejectedSpans);
        latencyMicros.recordValue(TimeUnit.NANOSECONDS.toMicros(latencyNanos));
    }

    void retried() {
        retries.increment();
    }

    void givenUp(long spans) {
        givenUp.add(spans);
    }

    /** Spans that the service says are stored. */
    public long acknowledged() {
        return acknowledged.sum();
    }

    /** Spans that the service says cannot be stored. */
    public long rejected() {
        return rejected.sum();
    }

    /** Exports sent again because the service asked for it or did not answer. */
    public long retries() {
        return retries.sum();
    }

    /** Spans without a final answer: they may be stored or not. */
    public long givenUp() {
        return givenUp.sum();
    }

    /** Microseconds from sending an export, with its repetitions, to its acknowledgement; since this was last asked. */
    public Histogram takeLatencies() {
        return latencyMicros.getIntervalHistogram();
    }
}
