package io.observabilityfactory.query.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.observabilityfactory.model.latency.LatencyHistogram;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SignificanceOfSamplesTest {

    @Test
    void shares_haveTheKnownPValue() {
        // By hand: pooled 0.125, z = 0.05 / sqrt(0.125 * 0.875 * 2 / 200) = 1.5119.
        assertThat(Significance.ofShares("errorRate", 20, 200, 30, 200).pValue())
                .isEqualTo(0.13057, within(1e-4));
    }

    @Test
    void latency_hasTheKnownPValue() {
        // Two buckets, 30 calls each: 20 and 10 against 10 and 20. U = 600, mean 450, variance with ties 30 * 30 / 12 *
        // (61 - 2 * (30^3 - 30) / (60 * 59)) = 3432.2; z = 149.5 / 58.59 = 2.5518.
        SignificanceTest test =
                Significance.ofLatency("latencyMs", LatencyHistogram.of(20, 10), LatencyHistogram.of(10, 20));

        assertThat(test.pValue()).isEqualTo(0.01072, within(1e-4));
        assertThat(test.effect()).isEqualTo(600.0 / 900, within(1e-9));
        assertThat(test.significant()).isTrue();
    }

    @Test
    void cost_isTestedOverBucketsOfTime() {
        CostMoments cheap = moments(IntStream.range(0, 20).mapToDouble(i -> 0.10 + 0.01 * (i % 3)));
        CostMoments dear = moments(IntStream.range(0, 20).mapToDouble(i -> 0.13 + 0.01 * (i % 3)));
        CostMoments wild = moments(IntStream.range(0, 20).mapToDouble(i -> i % 2 == 0 ? 0.001 : 0.25));

        assertThat(Significance.ofCost("avgCostUsd", cheap, dear).significant()).isTrue();
        assertThat(Significance.ofCost("avgCostUsd", cheap, wild).significant()).isFalse();
    }

    @Test
    void tooLittle_isNoAnswer() {
        assertThat(Significance.ofShares("errorRate", 0, 1000, 0, 1000).significant())
                .isNull();
        assertThat(Significance.ofShares("errorRate", 0, 0, 0, 0).significant()).isNull();
        assertThat(Significance.ofLatency("latencyMs", LatencyHistogram.of(19), LatencyHistogram.of(500))
                        .significant())
                .isNull();
        assertThat(Significance.ofCost("avgCostUsd", CostMoments.none("a"), CostMoments.none("b"))
                        .remark())
                .contains("10 buckets");
    }

    @Test
    void severalTests_areJudgedMoreStrictly() {
        List<SignificanceTest> adjusted = Significance.adjusted(List.of(
                SignificanceTest.of("x", "t", 0.04, null),
                SignificanceTest.undecided("y", "t", "little"),
                SignificanceTest.of("z", "t", 0.01, null)));

        assertThat(adjusted).extracting(SignificanceTest::adjustedPValue).containsExactly(0.04, null, 0.02);
        assertThat(adjusted).extracting(SignificanceTest::significant).containsExactly(true, null, true);
    }

    /** Where there is no difference, one test in twenty says there is one; the bound is that plus four standard errors. */
    @Property(tries = 5)
    void noDifference_isRarelyTakenForOne(@ForAll @IntRange(min = 1, max = 1_000_000) int seed) {
        Random random = new Random(seed);
        int rounds = 400;
        long latency = 0;
        long errors = 0;
        long cost = 0;
        for (int round = 0; round < rounds; round++) {
            latency += alarms(Significance.ofLatency("latencyMs", durations(random), durations(random)));
            errors += alarms(Significance.ofShares("errorRate", hits(random), 300, hits(random), 300));
            cost += alarms(Significance.ofCost("avgCostUsd", costs(random), costs(random)));
        }
        assertThat(List.of(latency, errors, cost)).allMatch(alarms -> alarms <= rounds * (0.05 + 4 * 0.0109));
    }

    @Property
    void swappingTheSides_changesNothing(
            @ForAll @LongRange(min = 0, max = 500) long inFirst,
            @ForAll @LongRange(min = 0, max = 500) long inSecond,
            @ForAll @LongRange(min = 0, max = 500) long inThird) {
        LatencyHistogram a = LatencyHistogram.of(inFirst + 20, inSecond, inThird);
        LatencyHistogram b = LatencyHistogram.of(inThird, inFirst, inSecond + 20);
        SignificanceTest there = Significance.ofLatency("latencyMs", a, b);
        SignificanceTest back = Significance.ofLatency("latencyMs", b, a);

        assertThat(there.pValue()).isBetween(0.0, 1.0).isEqualTo(back.pValue(), within(1e-9));
        assertThat(there.effect() + back.effect()).isEqualTo(1, within(1e-9));
    }

    private static int alarms(SignificanceTest test) {
        return Boolean.TRUE.equals(test.significant()) ? 1 : 0;
    }

    private static LatencyHistogram durations(Random random) {
        long[] counts = new long[LatencyHistogram.BUCKETS];
        for (int i = 0; i < 60; i++) {
            counts[LatencyHistogram.bucketOf((long) (1e8 * Math.exp(random.nextGaussian())))]++;
        }
        return LatencyHistogram.of(counts);
    }

    private static long hits(Random random) {
        return IntStream.range(0, 300).filter(i -> random.nextInt(10) == 0).count();
    }

    private static CostMoments costs(Random random) {
        return moments(IntStream.range(0, 40).mapToDouble(i -> Math.exp(random.nextGaussian() / 2)));
    }

    /** One call an observation. */
    private static CostMoments moments(DoubleStream usd) {
        double[] costs = usd.toArray();
        double sum = DoubleStream.of(costs).sum();
        return new CostMoments(
                "a",
                costs.length,
                costs.length,
                sum,
                costs.length,
                sum,
                DoubleStream.of(costs).map(cost -> cost * cost).sum());
    }
}
