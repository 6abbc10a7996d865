package io.observabilityfactory.bench;

import picocli.CommandLine.Option;

/** How much is priced, and how fast it comes. */
final class CostOptions {

    @Option(
            names = "--spans",
            description = "Spans that wait to be priced, and are priced again (default: ${DEFAULT-VALUE}).",
            defaultValue = "1000000")
    private int spans;

    @Option(
            names = "--rate",
            description = "Spans per second while the lag is measured (default: ${DEFAULT-VALUE}).",
            defaultValue = "9000")
    private int rate;

    @Option(
            names = "--seconds",
            description = "How long the lag is measured (default: ${DEFAULT-VALUE}).",
            defaultValue = "20")
    private int seconds;

    /** Fails when an option makes no sense. */
    void check() {
        if (spans < 1 || rate < 1 || seconds < 1) {
            throw new BenchException("--spans, --rate and --seconds have to be at least 1");
        }
    }

    int spans() {
        return spans;
    }

    int rate() {
        return rate;
    }

    int seconds() {
        return seconds;
    }
}
