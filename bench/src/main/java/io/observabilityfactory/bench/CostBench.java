package io.observabilityfactory.bench;

import io.observabilityfactory.bench.CostReport.Work;
import io.observabilityfactory.bench.measure.PricedLag;
import io.observabilityfactory.bench.measure.ProcessWatch;
import io.observabilityfactory.bench.measure.SpanRows;
import io.observabilityfactory.bench.measure.WaitingSpans;
import io.observabilityfactory.local.service.Service;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./bench/run cost}: how fast cost-service prices, how far it is behind, how long pricing again takes. */
@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        description = "Puts spans into a database of its own and measures cost-service alone.")
final class CostBench implements Callable<Integer> {

    private static final List<Service> NOT_NEEDED = List.of(Service.INGEST, Service.QUERY, Service.ALERT);
    private static final long WITHIN_MINUTES = 60;
    private static final int WARM_UP_SPANS = 20_000;

    @Mixin
    private CostOptions options = new CostOptions();

    @ParentCommand
    private BenchCommand bench = new BenchCommand();

    @Spec
    private CommandSpec command = CommandSpec.create();

    private final PrintStream out = System.out;
    private final HttpClient http = HttpClient.newHttpClient();

    @Override
    public Integer call() throws InterruptedException {
        options.check();
        out.println("Starting a system of the benchmark's own");
        try (TemporarySystem system = TemporarySystem.start(bench.home(), out)) {
            NOT_NEEDED.forEach(system::stop);
            measure(system).print(out);
        }
        return 0;
    }

    private CostReport measure(TemporarySystem system) throws InterruptedException {
        SpanRows rows = new SpanRows(system.processes().database().administration());
        WaitingSpans spans = new WaitingSpans(rows);
        out.println("Warming up");
        price(spans, Math.min(WARM_UP_SPANS, options.spans()), system);
        out.printf(Locale.ROOT, "Pricing %,d spans%n", options.spans());
        Work priced = price(spans, options.spans(), system);
        out.printf(Locale.ROOT, "Storing %,d spans a second for %d s%n", options.rate(), options.seconds());
        Histogram lag = lag(spans, rows);
        out.println("Pricing all of them again");
        Work repriced = reprice(system, rows);
        spans.failUnlessBooksBalance();
        return new CostReport(
                "./bench/run "
                        + String.join(
                                " ",
                                command.commandLine()
                                        .getParent()
                                        .getParseResult()
                                        .originalArgs()),
                Machine.here(system.folder()).describe(rows.serverVersion()),
                priced,
                options.rate(),
                lag,
                repriced);
    }

    private Work price(WaitingSpans spans, int count, TemporarySystem system) throws InterruptedException {
        long held = spans.hold(count);
        return work(held, system, spans::release, spans::areSettled);
    }

    private Work work(long count, TemporarySystem system, Runnable begin, BooleanSupplier isDone)
            throws InterruptedException {
        ProcessWatch watch = ProcessWatch.start(Set.of(Service.COST), system.postgresFolder());
        long start = System.nanoTime();
        begin.run();
        await(isDone, watch::sample);
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        return new Work(count, seconds, watch.uses(), watch.coresOfOthers());
    }

    private static void await(BooleanSupplier isDone, Runnable meanwhile) throws InterruptedException {
        long start = System.nanoTime();
        while (!isDone.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.MINUTES.toNanos(WITHIN_MINUTES)) {
                throw new BenchException("not done within " + WITHIN_MINUTES + " minutes");
            }
            meanwhile.run();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Batches are committed one by one, each when its time has come. */
    private Histogram lag(WaitingSpans spans, SpanRows rows) throws InterruptedException {
        long batches = Math.max(1, (long) options.rate() * options.seconds() / WaitingSpans.SPANS_OF_A_BATCH);
        double nanosPerBatch = TimeUnit.SECONDS.toNanos(1) * (double) WaitingSpans.SPANS_OF_A_BATCH / options.rate();
        try (PricedLag lag = PricedLag.watch(rows)) {
            long start = System.nanoTime();
            for (long batch = 0; batch < batches; batch++) {
                TimeUnit.NANOSECONDS.sleep((long) (start + batch * nanosPerBatch) - System.nanoTime());
                spans.commit(1);
            }
            await(spans::areSettled, () -> {});
            TimeUnit.MILLISECONDS.sleep(200);
            return lag.lagMillis();
        }
    }

    private Work reprice(TemporarySystem system, SpanRows rows) throws InterruptedException {
        URI api = URI.create("http://127.0.0.1:" + system.processes().ports().cost() + "/api/v1/");
        post(api.resolve("prices"), """
                {"provider": "openai", "model": "%s", "validFrom": "2020-01-01",
                 "prices": {"input": "2", "cacheRead": "1", "output": "8"}}""".formatted(WaitingSpans.MODEL));
        long count = rows.stored("bench-");
        return work(
                count,
                system,
                () -> post(api.resolve("repricings"), """
                        {"from": "2020-01-01T00:00:00Z", "to": "%s", "preview": false}""".formatted(Instant.now())),
                () -> rows.isNone("select 1 from repricing where state in ('waiting', 'running')"));
    }

    private void post(URI uri, String json) {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json))
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new BenchException(uri + " answers " + response.statusCode() + ": " + response.body());
            }
        } catch (IOException e) {
            throw new BenchException(uri + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
