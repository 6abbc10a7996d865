package io.observabilityfactory.bench;

import io.observabilityfactory.bench.measure.ProcessUse;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What the benchmark of cost-service found.
 *
 * @param priced spans that waited, and what pricing them took
 * @param lagMillis by span, from commit to price, at {@code rate} spans a second
 * @param repriced the same spans by another price
 */
record CostReport(String command, String machine, Work priced, int rate, Histogram lagMillis, Work repriced) {

    /**
     * Spans, and what was done with them.
     *
     * @param coresOfOthers that something else kept busy meanwhile
     */
    record Work(long spans, double seconds, List<ProcessUse> uses, double coresOfOthers) {

        double perSecond() {
            return spans / seconds;
        }

        /** Of cost-service and PostgreSQL together. */
        double perCoreSecond() {
            double cores = uses.stream()
                    .filter(use -> !use.name().equals("load generator"))
                    .mapToDouble(ProcessUse::cores)
                    .sum();
            return perSecond() / cores;
        }
    }

    void print(PrintStream out) {
        out.printf("%n%s%n%s%n%n", command, machine);
        print(out, "Priced", priced);
        out.printf(
                Locale.ROOT,
                "Lag             %,d spans/s: p50 %,d ms, p99 %,d ms, longest %,d ms, from commit to price, of %,d spans%n",
                rate,
                lagMillis.getValueAtPercentile(50),
                lagMillis.getValueAtPercentile(99),
                lagMillis.getMaxValue(),
                lagMillis.getTotalCount());
        print(out, "Priced again", repriced);
    }

    private static void print(PrintStream out, String what, Work work) {
        out.printf(
                Locale.ROOT,
                "%-15s %,d spans in %.1f s: %,.0f spans/s%n",
                what,
                work.spans(),
                work.seconds(),
                work.perSecond());
        if (!work.uses().isEmpty()) {
            out.printf(Locale.ROOT, "  per core      %,.0f spans a second of CPU time%n", work.perCoreSecond());
            work.uses()
                    .forEach(use -> out.printf(
                            Locale.ROOT,
                            "  %-13s %.2f cores, at most %,d MiB%n",
                            use.name(),
                            use.cores(),
                            use.peakBytes() >> 20));
            out.printf(Locale.ROOT, "  others        %.2f cores%n", work.coresOfOthers());
        }
    }
}
