package io.observabilityfactory.bench;

import io.observabilityfactory.bench.measure.CopyCeiling.Copied;
import io.observabilityfactory.bench.measure.ProcessUse;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** The figures of a run, and the targets they are held against. */
record IngestReport(
        String command,
        String machine,
        LoadFigures load,
        Optional<PricingFigures> pricing,
        StoredCheck stored,
        double spansPerCommit,
        long attributeBytes,
        Optional<Copied> copied) {

    private static final double MICROS_PER_MILLI = 1_000;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MILLIS_PER_SECOND = 1_000;
    private static final double BYTES_PER_MIB = 1 << 20;

    void print(PrintStream out) {
        out.println();
        line(out, "Command", command);
        line(out, "Machine", machine);
        line(out, "Attributes", "%,d bytes of JSON a span", attributeBytes);
        line(out, "Check", "%,d acknowledged, %,d stored: nothing lost", stored.acknowledged(), stored.stored());
        out.println();
        printIngest(out);
        pricing.ifPresent(figures -> printPricing(out, figures));
        out.println();
        printProcesses(out);
    }

    private void printIngest(PrintStream out) {
        line(out, "Acknowledged", "%,.0f spans/s (target without cost-service: 15,000)", load.spansPerSecond());
        copied.ifPresent(rows -> printCeiling(out, rows));
        Histogram acknowledgement = load.acknowledgementMicros();
        line(
                out,
                "Acknowledgement",
                "p50 %,.0f ms, p99 %,.0f ms",
                acknowledgement.getValueAtPercentile(50) / MICROS_PER_MILLI,
                acknowledgement.getValueAtPercentile(99) / MICROS_PER_MILLI);
        line(
                out,
                "Commit",
                "p50 %,.0f ms, p99 %,.0f ms, %,.0f spans each",
                load.commits().quantile(0.5) * MILLIS_PER_SECOND,
                load.commits().quantile(0.99) * MILLIS_PER_SECOND,
                spansPerCommit);
        line(out, "Rejected, retried", "%,d spans, %,d exports", load.rejectedSpans(), load.retriedExports());
    }

    private void printCeiling(PrintStream out, Copied rows) {
        line(
                out,
                "COPY of the same rows",
                "%,.0f rows/s, binary, from as many connections as writers",
                rows.rowsPerSecond());
        line(
                out,
                "Share of COPY",
                "%.2f (target without cost-service: 0.50)",
                load.spansPerSecond() / rows.rowsPerSecond());
        if (!load.processes().isEmpty()) {
            line(
                    out,
                    "CPU time",
                    "%,.0f µs a span, %,.0f µs a row copied",
                    micros(load.cores()),
                    rows.cpuSecondsPerRow() * MICROS_PER_SECOND);
        }
    }

    private double micros(double cores) {
        return cores / load.spansPerSecond() * MICROS_PER_SECOND;
    }

    private static void printPricing(PrintStream out, PricingFigures figures) {
        line(
                out,
                "Acknowledged to priced",
                "p50 %,d ms, p99 %,d ms (target at half the maximum rate: p99 2,000 ms)",
                figures.lagMillis().getValueAtPercentile(50),
                figures.lagMillis().getValueAtPercentile(99));
        line(
                out,
                "Not priced at the end",
                "%,d spans, %.1f s later none",
                figures.waitingSpans(),
                figures.drainSeconds());
    }

    private void printProcesses(PrintStream out) {
        if (load.processes().isEmpty()) {
            line(out, "CPU and memory", "not measured on this operating system");
            return;
        }
        for (ProcessUse process : load.processes()) {
            line(
                    out,
                    process.name(),
                    "%.2f cores, %,4.0f µs a span, %,4.0f MiB",
                    process.cores(),
                    micros(process.cores()),
                    process.peakBytes() / BYTES_PER_MIB);
        }
        line(out, "others on this machine", "%.2f cores", load.coresOfOthers());
    }

    private static void line(PrintStream out, String name, String format, Object... values) {
        String text = values.length == 0 ? format : String.format(Locale.ROOT, format, values);
        out.println(String.format(Locale.ROOT, "%-24s%s", name, text));
    }
}
