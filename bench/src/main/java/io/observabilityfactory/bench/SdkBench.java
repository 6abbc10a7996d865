package io.observabilityfactory.bench;

import io.observabilityfactory.bench.sdk.CallCosts;
import io.observabilityfactory.bench.sdk.CallerLatency;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ./bench/run sdk}: what the Java SDK costs its caller. */
@Command(
        name = "sdk",
        mixinStandardHelpOptions = true,
        description =
                "Measures the Java SDK against OpenTelemetry by itself, and its caller's latency beside servers in every state.")
final class SdkBench implements Callable<Integer> {

    @Option(names = "--forks", description = "Processes of each call (default: ${DEFAULT-VALUE}).", defaultValue = "3")
    private int forks;

    @Option(
            names = "--seconds",
            description = "How long calls are made beside each server (default: ${DEFAULT-VALUE}).",
            defaultValue = "20")
    private int seconds;

    @Option(
            names = "--rate",
            description = "Traced calls a second beside each server (default: ${DEFAULT-VALUE}).",
            defaultValue = "1000")
    private int rate;

    @ParentCommand
    private BenchCommand bench = new BenchCommand();

    private final PrintStream out = System.out;

    @Override
    public Integer call() {
        if (forks < 1 || seconds < 1 || rate < 1) {
            throw new BenchException("--forks, --seconds and --rate have to be at least 1");
        }
        out.println("Measuring calls with JMH");
        Map<String, CallCosts.Cost> costs =
                CallCosts.measure(forks).stream().collect(Collectors.toMap(CallCosts.Cost::call, Function.identity()));
        out.println("Calling beside servers in every state");
        // That exports fail is what is wanted.
        Logger.getLogger("io.opentelemetry").setLevel(Level.OFF);
        Logger.getLogger("io.observabilityfactory.sdk").setLevel(Level.OFF);
        new SdkReport(Machine.here(bench.home()), costs, rate, CallerLatency.measure(rate, seconds)).print(out);
        return 0;
    }
}
