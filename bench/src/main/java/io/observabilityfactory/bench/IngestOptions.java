package io.observabilityfactory.bench;

import io.observabilityfactory.bench.load.Load;
import io.observabilityfactory.bench.load.Pace;
import io.observabilityfactory.bench.load.Transport;
import io.observabilityfactory.local.LocalPorts;
import picocli.CommandLine.Option;

/** What load, for how long. */
final class IngestOptions {

    enum Switch {
        ON,
        OFF
    }

    @Option(names = "--transport", description = "GRPC or HTTP (default: ${DEFAULT-VALUE}).", defaultValue = "GRPC")
    private Transport transport = Transport.GRPC;

    @Option(
            names = "--connections",
            description = "Connections, each with one export under way (default: ${DEFAULT-VALUE}).",
            defaultValue = "32")
    private int connections;

    @Option(
            names = "--spans-per-export",
            description = "Spans in one export (default: ${DEFAULT-VALUE}).",
            defaultValue = "512")
    private int spansPerExport;

    @Option(names = "--rate", description = "Spans per second (default: as fast as answers come).", defaultValue = "0")
    private int rate;

    @Option(names = "--seconds", description = "How long to measure (default: ${DEFAULT-VALUE}).", defaultValue = "20")
    private int seconds;

    @Option(
            names = "--warm-up-seconds",
            description = "Load that is not measured, before; at half of the rate (default: ${DEFAULT-VALUE}).",
            defaultValue = "15")
    private int warmUpSeconds;

    @Option(
            names = "--max-spans",
            description = "No more than these are sent, warm-up included (default: ${DEFAULT-VALUE}).",
            defaultValue = "5000000")
    private long maxSpans;

    @Option(
            names = "--cost-service",
            description = "Whether cost-service runs: ON or OFF (default: ${DEFAULT-VALUE}).",
            defaultValue = "ON")
    private Switch costService = Switch.ON;

    @Option(
            names = "--ceiling",
            description = "Whether COPY of the same rows is measured too: ON or OFF (default: ${DEFAULT-VALUE}).",
            defaultValue = "ON")
    private Switch ceiling = Switch.ON;

    /** Fails when an option makes no sense. */
    void check() {
        if (connections < 1 || spansPerExport < 1 || seconds < 1 || warmUpSeconds < 0 || maxSpans < 1 || rate < 0) {
            throw new BenchException(
                    "--connections, --spans-per-export, --seconds and --max-spans have to be at least 1,"
                            + " --rate and --warm-up-seconds at least 0");
        }
    }

    /** At half of the rate there is room for what only a warm-up needs, a compiler above all: then nothing of it is left to catch up on. */
    Pace warmUpPace() {
        return rate == 0 ? Pace.asFastAsAnswered() : Pace.of(Math.max(1, rate / 2), spansPerExport, System.nanoTime());
    }

    Load startLoad(LocalPorts ports, Pace pace) {
        return Load.start(transport, ports, connections, spansPerExport, maxSpans, pace);
    }

    int seconds() {
        return seconds;
    }

    int warmUpSeconds() {
        return warmUpSeconds;
    }

    boolean hasCostService() {
        return costService == Switch.ON;
    }

    boolean hasCeiling() {
        return ceiling == Switch.ON;
    }
}
