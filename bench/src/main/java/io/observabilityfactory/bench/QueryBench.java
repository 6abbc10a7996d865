package io.observabilityfactory.bench;

import io.observabilityfactory.bench.measure.SpanRows;
import io.observabilityfactory.bench.query.AgentMonth;
import io.observabilityfactory.bench.query.Answers;
import io.observabilityfactory.bench.query.Plans;
import io.observabilityfactory.bench.query.Question;
import io.observabilityfactory.bench.query.Questions;
import io.observabilityfactory.local.service.Service;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ./bench/run query}: how fast questions are answered over a month, and how that grows with the spans in it. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description = "Fills a database of its own with a month of runs, and measures query-api's answers.")
final class QueryBench implements Callable<Integer> {

    private static final long WITHIN_MINUTES = 60;

    @Option(
            names = "--spans",
            split = ",",
            description = "How many spans there are when it is measured, ascending (default: ${DEFAULT-VALUE}).",
            defaultValue = "200000,2000000")
    private List<Long> spans = List.of();

    @Option(
            names = "--plans",
            description = "Where the plans of all statements are written to (default: ${DEFAULT-VALUE}).",
            defaultValue = "bench/target/query-plans.txt")
    private Path plansFile = Path.of("");

    @Option(
            names = "--data",
            description = "A folder that the data is kept in, and found in the next time (default: a temporary one).")
    private @Nullable Path data;

    @Option(names = "--pause", hidden = true, description = "Waits for a line before it measures.")
    private boolean pause;

    @ParentCommand
    private BenchCommand bench = new BenchCommand();

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws InterruptedException, IOException {
        out.println("Starting a system of the benchmark's own");
        try (TemporarySystem system = start()) {
            system.stop(Service.INGEST);
            system.stop(Service.ALERT);
            measure(system);
        }
        return 0;
    }

    private TemporarySystem start() {
        return data == null
                ? TemporarySystem.start(bench.home(), out)
                : TemporarySystem.startIn(data, bench.home(), out);
    }

    private void measure(TemporarySystem system) throws InterruptedException, IOException {
        AgentMonth month = new AgentMonth(system.processes().database().administration());
        Answers answers = new Answers(
                URI.create("http://127.0.0.1:" + system.processes().ports().query() + "/"));
        Plans plans = new Plans(month, system.folder().resolve("postgres.log"));
        plans.enable();
        Map<Long, Map<Question, Histogram>> bySize = new LinkedHashMap<>();
        for (long size : spans) {
            fill(month, size);
            if (pause) {
                out.println("Press Enter to measure");
                System.in.read();
            }
            Map<Question, Histogram> figures = new LinkedHashMap<>();
            List<Question> questions = Questions.of(month);
            answers.warmUp(questions);
            for (Question question : questions) {
                figures.put(question, answers.micros(question));
                print(size, question, figures.get(question));
            }
            bySize.put(size, figures);
            write(plans, answers, month, size);
        }
        new QueryReport(
                        Machine.here(system.folder())
                                .describe(new SpanRows(
                                                system.processes().database().administration())
                                        .serverVersion()),
                        bySize)
                .print(out);
        out.println("Plans: " + plansFile);
    }

    private void fill(AgentMonth month, long size) throws InterruptedException {
        long more = size - month.spans();
        if (more <= -AgentMonth.SPANS_OF_A_BATCH) {
            throw new BenchException("there are more than " + size + " spans in " + data + " already");
        }
        long start = System.nanoTime();
        if (more >= AgentMonth.SPANS_OF_A_BATCH) {
            out.printf(Locale.ROOT, "Writing %,d spans%n", more);
            month.add(more, written -> {});
            out.printf(Locale.ROOT, "  written in %d s%n", seconds(start));
        } else if (month.isSettled()) {
            return;
        }
        out.println("  cost-service settles them");
        awaitSettled(month, start);
        out.printf(Locale.ROOT, "  settled after %d s%n", seconds(start));
        month.tidy();
        out.printf(Locale.ROOT, "  analyzed after %d s%n", seconds(start));
    }

    private static void awaitSettled(AgentMonth month, long start) throws InterruptedException {
        while (!month.isSettled()) {
            if (seconds(start) > TimeUnit.MINUTES.toSeconds(WITHIN_MINUTES)) {
                throw new BenchException("not settled within " + WITHIN_MINUTES + " minutes");
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private static long seconds(long startNanos) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
    }

    private void print(long size, Question question, Histogram micros) {
        out.printf(
                Locale.ROOT,
                "  %,10d  %-40s p50 %7.1f ms  p95 %7.1f ms  of %d%n",
                size,
                question.name(),
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(95) / 1e3,
                micros.getTotalCount());
    }

    private void write(Plans plans, Answers answers, AgentMonth month, long size) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Question question : Questions.of(month)) {
            String path = question.paths().get(1);
            text.append("\n==== ")
                    .append(question.name())
                    .append(", ")
                    .append(size)
                    .append(" spans\n")
                    .append(path)
                    .append("\n\n");
            text.append(plans.of(() -> answers.ask(path)));
        }
        Path file = Path.of(plansFile + (spans.size() == 1 ? "" : "." + size));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }
}
