package io.observabilityfactory.bench;

import io.observabilityfactory.bench.query.Question;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What the benchmark of query-api found.
 *
 * @param bySize microseconds by question, by how many spans there were
 */
record QueryReport(String machine, Map<Long, Map<Question, Histogram>> bySize) {

    void print(PrintStream out) {
        List<Long> sizes = List.copyOf(bySize.keySet());
        out.printf("%n%s%n%n| question |", machine);
        sizes.forEach(size -> out.printf(Locale.ROOT, " %,d spans: p50, p95 |", size));
        out.printf(sizes.size() > 1 ? " growth of p95 |" : "");
        out.printf(" target |%n|---|%s---|%n", "---|".repeat(sizes.size() + (sizes.size() > 1 ? 1 : 0)));
        bySize.get(sizes.get(sizes.size() - 1)).keySet().forEach(question -> print(out, question.name(), sizes));
    }

    private void print(PrintStream out, String name, List<Long> sizes) {
        out.printf("| %s |", name);
        sizes.forEach(
                size -> out.printf(Locale.ROOT, " %.1f, %.1f ms |", millis(name, size, 50), millis(name, size, 95)));
        long last = sizes.get(sizes.size() - 1);
        if (sizes.size() > 1) {
            out.printf(Locale.ROOT, " x %.1f |", millis(name, last, 95) / millis(name, sizes.get(0), 95));
        }
        long target = question(name, last)
                .map(Map.Entry::getKey)
                .map(Question::targetMillis)
                .orElse(0L);
        out.printf(
                " %s |%n",
                target == 0 ? "" : target + " ms: " + (millis(name, last, 95) < target ? "reached" : "missed"));
    }

    private double millis(String name, long size, double percentile) {
        return question(name, size)
                .map(found -> found.getValue().getValueAtPercentile(percentile) / 1e3)
                .orElse(Double.NaN);
    }

    private Optional<Map.Entry<Question, Histogram>> question(String name, long size) {
        return bySize.get(size).entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .findFirst();
    }
}
