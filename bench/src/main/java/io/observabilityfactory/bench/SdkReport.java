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

    /** Of the SDK to OpenTelemetry, which does the same, at most. */
    private static final double TARGET = 1.2;

    void print(PrintStream out) {
        out.printf("%n%s%n%n", machine.describe());
        printCall(out, "span", "Plain");
        printCall(out, "agent", "Metrics");
        printCall(out, "modelCall", "Metrics");
        out.printf(Locale.ROOT, "%nA traced call of two spans, %,d a second, in µs, while the server%n", rate);
        latencies.forEach(figures -> print(out, figures));
    }

    /** @param same the variant of OpenTelemetry by itself that records the same */
    private void printCall(PrintStream out, String call, String same) {
        print(out, call, "OpenTelemetry", costs.get(call + "Plain"));
        if (costs.containsKey(call + "Metrics")) {
            print(out, "", "and its metrics", costs.get(call + "Metrics"));
        }
        CallCosts.Cost sdk = costs.get(call + "Sdk");
        CallCosts.Cost plain = costs.get(call + same);
        print(out, "", "SDK", sdk);
        out.printf(
                Locale.ROOT,
                "%-12s %-16s %.2f of the time, %.2f of the bytes (target: %.2f)%n",
                "",
                "",
                sdk.nanos() / plain.nanos(),
                sdk.bytes() / plain.bytes(),
                TARGET);
        print(out, "", "nothing enabled", costs.get(call + "Nothing"));
    }

    private static void print(PrintStream out, String call, String with, CallCosts.Cost cost) {
        out.printf(
                Locale.ROOT,
                "%-12s %-16s %,.1f ns (the slowest quarter %.1f more), %,.0f bytes%n",
                call,
                with,
                cost.nanos(),
                cost.spreadNanos(),
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
