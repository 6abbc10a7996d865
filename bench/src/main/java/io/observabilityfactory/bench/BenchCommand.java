package io.observabilityfactory.bench;

import io.observabilityfactory.local.LocalException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./bench/run}: the benchmarks as subcommands. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        description = "Benchmarks of ObservabilityFactory on this machine.",
        subcommands = {IngestBench.class, CostBench.class, AlertBench.class, QueryBench.class, SdkBench.class})
final class BenchCommand {

    @Option(names = "--home", hidden = true, description = "The checkout the services were built in.")
    private Path home = Path.of("");

    Path home() {
        return home.toAbsolutePath();
    }

    public static void main(String[] args) {
        Logger.getLogger("").setLevel(Level.WARNING);
        int status = new CommandLine(new BenchCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, commandLine, result) -> report(failure))
                .execute(args);
        System.exit(status);
    }

    private static int report(Exception failure) throws Exception {
        if (failure instanceof BenchException || failure instanceof LocalException) {
            System.err.println("\n" + failure.getMessage());
            return 1;
        }
        throw failure;
    }
}
