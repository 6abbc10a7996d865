package io.observabilityfactory.bench.sdk;

import io.observabilityfactory.bench.BenchException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.MultisetStatistics;

/** Runs {@link TracedCalls} with JMH, in processes of its own. */
public final class CallCosts {

    /** Three million calls, some seconds: after a tenth of them the compiler is still at work, and that is what would be measured. */
    private static final int WARM_UPS = 3_000;

    /** Some seconds too: machines that are shared are faster and slower by turns, for as long as that. */
    private static final int MEASUREMENTS = 1_000;

    private static final int FASTEST_PERCENT = 10;

    private CallCosts() {}

    /**
     * What a call costs.
     *
     * @param call its name in {@link TracedCalls}
     * @param nanos the median, as what else the machine does only ever makes a call slower
     * @param spreadNanos by which the slowest quarter is slower at least
     * @param fastestNanos of the fastest tenth, the slowest: as if there were nothing else
     * @param bytes that the calling thread allocates
     */
    public record Cost(String call, double nanos, double spreadNanos, double fastestNanos, double bytes) {}

    /** @param forks processes of each call, one a round of all calls: what else the machine does should not hit one call alone */
    public static List<Cost> measure(int forks) {
        Map<String, List<RunResult>> rounds = IntStream.range(0, forks)
                .mapToObj(round -> measureOnce())
                .flatMap(Collection::stream)
                .collect(Collectors.groupingBy(
                        result -> result.getPrimaryResult().getLabel(), TreeMap::new, Collectors.toList()));
        return rounds.entrySet().stream()
                .map(call -> cost(call.getKey(), call.getValue()))
                .toList();
    }

    private static Collection<RunResult> measureOnce() {
        try {
            return new Runner(new OptionsBuilder()
                            .include("\\b" + TracedCalls.class.getSimpleName() + "\\b")
                            .forks(1)
                            .warmupIterations(WARM_UPS)
                            .measurementIterations(MEASUREMENTS)
                            .verbosity(VerboseMode.SILENT)
                            .shouldFailOnError(true)
                            .build())
                    .run();
        } catch (RunnerException e) {
            throw new BenchException("JMH failed: " + e.getMessage(), e);
        }
    }

    private static Cost cost(String call, List<RunResult> rounds) {
        MultisetStatistics nanos = new MultisetStatistics();
        double bytes = 0;
        for (RunResult round : rounds) {
            round.getPrimaryResult()
                    .getStatistics()
                    .getRawData()
                    .forEachRemaining(value -> nanos.addValue(value.getKey(), value.getValue()));
            bytes += round.getSecondaryResults().get("bytes").getScore();
        }
        return new Cost(
                call,
                nanos.getPercentile(50),
                nanos.getPercentile(75) - nanos.getPercentile(50),
                nanos.getPercentile(FASTEST_PERCENT),
                bytes / rounds.size() / MEASUREMENTS / TracedCalls.CALLS);
    }
}
