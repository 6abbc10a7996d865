package io.observabilityfactory.bench.sdk;

import io.observabilityfactory.bench.BenchException;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Runs {@link TracedCalls} with JMH, in processes of its own. */
public final class CallCosts {

    /** Three million calls, some seconds: after a tenth of them the compiler is still at work, and that is what would be measured. */
    private static final int WARM_UPS = 3_000;

    private static final int MEASUREMENTS = 200;

    private CallCosts() {}

    /**
     * What a call costs.
     *
     * @param call its name in {@link TracedCalls}
     * @param nanos the median, as what else the machine does only ever makes a call slower
     * @param spreadNanos by which the slowest quarter is slower at least
     * @param bytes that the calling thread allocates
     */
    public record Cost(String call, double nanos, double spreadNanos, double bytes) {}

    /** @param forks processes of each call */
    public static List<Cost> measure(int forks) {
        try {
            Collection<RunResult> results = new Runner(new OptionsBuilder()
                            .include("\\b" + TracedCalls.class.getSimpleName() + "\\b")
                            .forks(forks)
                            .warmupIterations(WARM_UPS)
                            .measurementIterations(MEASUREMENTS)
                            .verbosity(VerboseMode.SILENT)
                            .shouldFailOnError(true)
                            .build())
                    .run();
            return List.copyOf(results.stream()
                    .map(result -> cost(result, forks))
                    .collect(Collectors.toMap(Cost::call, cost -> cost, (one, other) -> one, TreeMap::new))
                    .values());
        } catch (RunnerException e) {
            throw new BenchException("JMH failed: " + e.getMessage(), e);
        }
    }

    private static Cost cost(RunResult result, int forks) {
        var time = result.getPrimaryResult();
        Statistics nanos = time.getStatistics();
        return new Cost(
                time.getLabel(),
                nanos.getPercentile(50),
                nanos.getPercentile(75) - nanos.getPercentile(50),
                result.getSecondaryResults().get("bytes").getScore() / forks / MEASUREMENTS / TracedCalls.CALLS);
    }
}
