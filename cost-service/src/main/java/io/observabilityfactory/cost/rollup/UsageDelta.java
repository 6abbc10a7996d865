package io.observabilityfactory.cost.rollup;

import io.observabilityfactory.model.latency.LatencyHistogram;
import io.observabilityfactory.model.usage.TokenBucket;
import io.observabilityfactory.model.usage.TokenUsage;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is to be added to a rollup row; what is taken back is negative. Mutable: it only ever sums up. */
public final class UsageDelta {

    private long calls;
    private long errors;
    private long timeouts;
    private BigDecimal durationNanos = BigDecimal.ZERO;
    private final long[] tokens = new long[TokenBucket.values().length];
    private BigDecimal costUsd = BigDecimal.ZERO;
    private long unpricedTokens;
    private final int[] latencyCounts = new int[LatencyHistogram.BUCKETS];

    /** @param sign 1 to count the call, -1 to take it back */
    public void addCall(int sign, boolean failed, boolean timedOut, long callNanos) {
        calls += sign;
        errors += failed ? sign : 0;
        timeouts += timedOut ? sign : 0;
        durationNanos = durationNanos.add(BigDecimal.valueOf(sign * callNanos));
        latencyCounts[LatencyHistogram.bucketOf(callNanos)] += sign;
    }

    /** @param sign 1 to count the usage, -1 to take it back */
    public void addCost(int sign, TokenUsage usage, BigDecimal usd, long unpriced) {
        for (TokenBucket bucket : TokenBucket.values()) {
            tokens[bucket.ordinal()] += sign * usage.get(bucket);
        }
        costUsd = costUsd.add(usd.multiply(BigDecimal.valueOf(sign)));
        unpricedTokens += sign * unpriced;
    }

    void add(UsageDelta other) {
        calls += other.calls;
        errors += other.errors;
        timeouts += other.timeouts;
        durationNanos = durationNanos.add(other.durationNanos);
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] += other.tokens[i];
        }
        costUsd = costUsd.add(other.costUsd);
        unpricedTokens += other.unpricedTokens;
        for (int i = 0; i < latencyCounts.length; i++) {
            latencyCounts[i] += other.latencyCounts[i];
        }
    }

    /** Whether it changes nothing, as what was taken back was added again. */
    boolean isNothing() {
        return calls == 0
                && errors == 0
                && timeouts == 0
                && durationNanos.signum() == 0
                && costUsd.signum() == 0
                && unpricedTokens == 0
                && Arrays.stream(tokens).allMatch(count -> count == 0)
                && Arrays.stream(latencyCounts).allMatch(count -> count == 0);
    }

    public long calls() {
        return calls;
    }

    long errors() {
        return errors;
    }

    long timeouts() {
        return timeouts;
    }

    BigDecimal durationNanos() {
        return durationNanos;
    }

    public long tokens(TokenBucket bucket) {
        return tokens[bucket.ordinal()];
    }

    public BigDecimal costUsd() {
        return costUsd;
    }

    public long unpricedTokens() {
        return unpricedTokens;
    }

    /** A Postgres array literal that begins and ends with a bucket that counts anything: {@code [71:73]={1,0,2}}. */
    String latencyCounts() {
        int first = 0;
        int end = latencyCounts.length;
        while (end > 0 && latencyCounts[end - 1] == 0) {
            end--;
        }
        while (first < end && latencyCounts[first] == 0) {
            first++;
        }
        if (first == end) {
            return "{}";
        }
        String counts = IntStream.range(first, end)
                .mapToObj(bucket -> Integer.toString(latencyCounts[bucket]))
                .collect(Collectors.joining(","));
        return "[%d:%d]={%s}".formatted(first + 1, end, counts);
    }
}
