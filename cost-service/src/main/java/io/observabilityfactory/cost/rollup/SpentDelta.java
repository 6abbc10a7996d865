package io.observabilityfactory.cost.rollup;

import io.observabilityfactory.model.trace.SpanType;
import io.observabilityfactory.model.usage.TokenBucket;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What is to be added to a row of {@code usage_quarter_hour}. Mutable: it only ever sums up. */
final class SpentDelta {

    private static final long QUARTER_SECONDS = Duration.ofMinutes(15).toSeconds();

    private long calls;
    private long tokens;
    private BigDecimal costUsd = BigDecimal.ZERO;
    private long unpricedTokens;

    /** The differences to rows by minute, by the start of the quarter of an hour that they are in, in the order in which rows are locked. */
    static NavigableMap<Instant, SpentDelta> byQuarterHour(Map<UsageKey, UsageDelta> byMinute) {
        NavigableMap<Instant, SpentDelta> quarters = new TreeMap<>();
        byMinute.forEach(
                (key, delta) -> quarters.computeIfAbsent(quarterOf(key.bucketStart()), quarter -> new SpentDelta())
                        .add(key, delta));
        quarters.values().removeIf(SpentDelta::isNothing);
        return quarters;
    }

    private static Instant quarterOf(Instant minute) {
        return Instant.ofEpochSecond(Math.floorDiv(minute.getEpochSecond(), QUARTER_SECONDS) * QUARTER_SECONDS);
    }

    private void add(UsageKey key, UsageDelta delta) {
        calls += SpanType.ofCode(key.spanType()).callsModel() ? delta.calls() : 0;
        tokens += Arrays.stream(TokenBucket.values()).mapToLong(delta::tokens).sum();
        costUsd = costUsd.add(delta.costUsd());
        unpricedTokens += delta.unpricedTokens();
    }

    private boolean isNothing() {
        return calls == 0 && tokens == 0 && costUsd.signum() == 0 && unpricedTokens == 0;
    }

    long calls() {
        return calls;
    }

    long tokens() {
        return tokens;
    }

    BigDecimal costUsd() {
        return costUsd;
    }

    long unpricedTokens() {
        return unpricedTokens;
    }
}
