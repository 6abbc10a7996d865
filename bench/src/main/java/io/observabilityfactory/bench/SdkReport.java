package io.observabilityfactory.bench;

import io.observabilityfactory.bench.sdk.CallCosts;
import io.observabilityfactory.bench.sdk.CallerLatency;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What the benchmark of the SDK found.
 *
 * @param costs by name of the call
 * @param rate calls a second beside each server
 */
record SdkReport(Machine machine, Map<String, CallCosts.Cost> costs, int rate, List<CallerLatency.Figures> latencies) {

    /** Of the SDK to OpenTelemetry by itself, at most. */
    private static final double TARGET = 1.2;

    void print(PrintStream out) {
        out.printf("%n%s%n%n", machine.describe());
        printCall(out, "span");
        printCall(out, "agent");
        printCall(out, "modelCall");
        out.printf(Locale.ROOT, "%nA traced call of two spans, %,d a second, in µs, while the server%n", rate);
        latencies.forEach(figures -> print(out, figures));
    }

    private void printCall(PrintStream out, String call) {
        CallCosts.Cost plain = costs.get(call + "Plain");
        CallCosts.Cost metrics = costs.get(call + "Metrics");
        CallCosts.Cost sdk = costs.get(call + "Sdk");
        print(out, call, "OpenTelemetry", plain);
        if (metrics != null) {
            print(out, "", "and its metrics", metrics);
        }
        print(out, "", "SDK", sdk);
        printShare(out, sdk, plain, String.format(Locale.ROOT, "of OpenTelemetry by itself (target: %.2f)", TARGET));
        if (metrics != null) {
            printShare(out, sdk, metrics, "of OpenTelemetry and its metrics");
        }
        print(out, "", "nothing enabled", costs.get(call + "Nothing"));
    }

    private static void printShare(PrintStream out, CallCosts.Cost sdk, CallCosts.Cost other, String whose) {
        out.printf(
                Locale.ROOT,
                "%-12s %-16s %.2f of the time (the fastest tenth: %.2f), %.2f of the bytes %s%n",
                "",
                "",
                sdk.nanos() / other.nanos(),
                sdk.fastestNanos() / other.fastestNanos(),
                sdk.bytes() / other.bytes(),
                whose);
    }

    private static void print(PrintStream out, String call, String with, CallCosts.Cost cost) {
        out.printf(
                Locale.ROOT,
                "%-12s %-16s %,.1f ns (the slowest quarter %.1f more, the fastest tenth %,.1f), %,.0f bytes%n",
                call,
                with,
                cost.nanos(),
                cost.spreadNanos(),
                cost.fastestNanos(),
                cost.bytes());
    }

    private static void print(PrintStream out, CallerLatency.Figures figures) {
        Histogram nanos = figures.nanos();
        out.printf(
                Locale.ROOT,
                "%-20s p50 %.1f, p99 %.1f, p99.9 %.1f, longest %,.0f; %,d spans, %,d sent, %,d failed, %,d dropped%n",
                figures.server(),
                micros(nanos.getValueAtPercentile(50)),
                micros(nanos.getValueAtPercentile(99)),
                micros(nanos.getValueAtPercentile(99.9)),
                micros(nanos.getMaxValue()),
                figures.spans().recorded(),
                figures.spans().sent(),
                figures.spans().failed(),
                figures.spans().dropped());
    }

    private static double micros(long nanos) {
        return nanos / 1e3;
    }
}
