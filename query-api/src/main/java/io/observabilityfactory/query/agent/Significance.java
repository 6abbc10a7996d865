package io.observabilityfactory.query.agent;

import io.observabilityfactory.model.latency.LatencyHistogram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Tests of two samples on what rollups keep of them. All are two-sided.
 *
 * <p>They assume that calls do not depend on each other; of cost only that buckets of time do not. Where something outside
 * changed, an outage that hit one of the two for instance, they tell that there is a difference, not what made it.
 */
final class Significance {

    static final String TWO_PROPORTIONS = "two-proportion z-test, pooled";
    static final String MANN_WHITNEY = "Mann-Whitney U test on histogram buckets, corrected for ties";
    static final String RATIOS = "Welch's t-test of ratios, rollup buckets as clusters";

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** The normal approximation is poor where fewer are to be expected. */
    private static final double FEWEST_EXPECTED = 5;

    private static final long FEWEST_CALLS = 20;
    private static final long FEWEST_CLUSTERS = 10;

    private Significance() {}

    /** Whether {@code hitsA} of {@code callsA} is another share than {@code hitsB} of {@code callsB}. */
    static SignificanceTest ofShares(String figure, long hitsA, long callsA, long hitsB, long callsB) {
        double pooled = (double) (hitsA + hitsB) / (callsA + callsB);
        double fewest = Math.min(callsA, callsB) * Math.min(pooled, 1 - pooled);
        if (!(fewest >= FEWEST_EXPECTED)) {
            return SignificanceTest.undecided(
                    figure, TWO_PROPORTIONS, "fewer than 5 of one outcome are to be expected on one side");
        }
        double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / callsA + 1.0 / callsB));
        double z = ((double) hitsA / callsA - (double) hitsB / callsB) / error;
        return SignificanceTest.of(figure, TWO_PROPORTIONS, twoSided(z), null);
    }

    /** Whether calls of one take longer than those of the other. Durations of one bucket are ties. */
    static SignificanceTest ofLatency(String figure, LatencyHistogram a, LatencyHistogram b) {
        long callsA = a.count();
        long callsB = b.count();
        if (Math.min(callsA, callsB) < FEWEST_CALLS) {
            return SignificanceTest.undecided(figure, MANN_WHITNEY, "fewer than 20 calls on one side");
        }
        double pairs = (double) callsA * callsB;
        double all = (double) callsA + callsB;
        double longerB = 0;
        double ties = 0;
        double fasterA = 0;
        for (int bucket = 0; bucket < LatencyHistogram.BUCKETS; bucket++) {
            double inA = a.countOf(bucket);
            double inB = b.countOf(bucket);
            longerB += inB * (fasterA + inA / 2);
            fasterA += inA;
            double tied = inA + inB;
            ties += tied * tied * tied - tied;
        }
        double variance = pairs / 12 * (all + 1 - ties / (all * (all - 1)));
        double distance = Math.max(0, Math.abs(longerB - pairs / 2) - 0.5);
        double pValue = variance > 0 ? twoSided(distance / Math.sqrt(variance)) : 1;
        return SignificanceTest.of(figure, MANN_WHITNEY, pValue, longerB / pairs);
    }

    /** Whether a call of one costs more than a call of the other. */
    static SignificanceTest ofCost(String figure, CostMoments a, CostMoments b) {
        long clusters = Math.min(a.observations(), b.observations());
        if (clusters < FEWEST_CLUSTERS || a.calls() == 0 || b.calls() == 0) {
            return SignificanceTest.undecided(
                    figure, RATIOS, "calls in fewer than 10 buckets of time on one side; ask for a longer range");
        }
        double difference = a.ratio() - b.ratio();
        double varianceA = a.varianceOfRatio();
        double varianceB = b.varianceOfRatio();
        double variance = varianceA + varianceB;
        if (variance == 0) {
            return SignificanceTest.of(figure, RATIOS, difference == 0 ? 1 : 0, null);
        }
        double freedom = variance
                * variance
                / (varianceA * varianceA / (a.observations() - 1) + varianceB * varianceB / (b.observations() - 1));
        double t = Math.abs(difference) / Math.sqrt(variance);
        return SignificanceTest.of(
                figure, RATIOS, Math.min(1, 2 * TDistribution.of(freedom).survivalProbability(t)), null);
    }

    /** Holm's correction: so that among all tests together one errs in one of twenty cases. In the order given. */
    static List<SignificanceTest> adjusted(List<SignificanceTest> tests) {
        List<SignificanceTest> decided = tests.stream()
                .filter(test -> test.pValue() != null)
                .sorted(Comparator.comparingDouble(test -> Objects.requireNonNull(test.pValue())))
                .toList();
        List<SignificanceTest> adjusted = new ArrayList<>(tests);
        double least = 0;
        for (int i = 0; i < decided.size(); i++) {
            SignificanceTest test = decided.get(i);
            least = Math.max(least, Math.min(1, (decided.size() - i) * Objects.requireNonNull(test.pValue())));
            adjusted.set(tests.indexOf(test), test.adjustedTo(least));
        }
        return adjusted;
    }

    private static double twoSided(double z) {
        return Math.min(1, 2 * NORMAL.survivalProbability(Math.abs(z)));
    }
}
