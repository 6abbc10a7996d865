package io.observabilityfactory.bench;

import io.observabilityfactory.bench.load.Load;
import io.observabilityfactory.bench.load.Pace;
import io.observabilityfactory.bench.load.Tally;
import io.observabilityfactory.bench.measure.CopyCeiling;
import io.observabilityfactory.bench.measure.CopyCeiling.Copied;
import io.observabilityfactory.bench.measure.PricedLag;
import io.observabilityfactory.bench.measure.SpanRows;
import io.observabilityfactory.local.service.Service;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./bench/run ingest}: how many spans a second are acknowledged, beside what PostgreSQL itself could store. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = "Sends OTLP traces to a system of its own and compares what is acknowledged with a raw COPY.")
final class IngestBench implements Callable<Integer> {

    private static final Duration PRICED_WITHIN = Duration.ofMinutes(2);

    @Mixin
    private IngestOptions options = new IngestOptions();

    @ParentCommand
    private BenchCommand bench = new BenchCommand();

    @Spec
    private CommandSpec command = CommandSpec.create();

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws InterruptedException {
        options.check();
        out.println("Starting a system of the benchmark's own");
        try (TemporarySystem system = TemporarySystem.start(bench.home(), out)) {
            if (!options.hasCostService()) {
                system.stop(Service.COST);
            }
            IngestReport report = measure(system);
            report.print(out);
        }
        return 0;
    }

    private IngestReport measure(TemporarySystem system) throws InterruptedException {
        SpanRows rows = new SpanRows(system.processes().database().administration());
        Pace pace = options.warmUpPace();
        try (Load load = options.startLoad(system.processes().ports(), pace)) {
            progress("Warming up", load, options.warmUpSeconds(), () -> {});
            pace.twiceAsFast();
            Optional<PricedLag> lag = options.hasCostService() ? Optional.of(PricedLag.watch(rows)) : Optional.empty();
            LoadFigures.Running running = LoadFigures.begin(load, system);
            progress("Measuring", load, options.seconds(), running::sample);
            LoadFigures figures = running.end();
            long waiting = lag.map(PricedLag::waitingSpans).orElse(0L);
            load.stop();
            Optional<PricingFigures> pricing = Optional.empty();
            if (lag.isPresent()) {
                pricing = Optional.of(drain(lag.get(), waiting));
            }
            StoredCheck stored = check(load.tally(), rows);
            return new IngestReport(
                    commandLine(),
                    Machine.here(system.folder()).describe(rows.serverVersion()),
                    figures,
                    pricing,
                    stored,
                    rows.perCommit(),
                    rows.attributeBytes(),
                    ceiling(system, rows));
        }
    }

    private void progress(String phase, Load load, int seconds, Runnable eachSecond) throws InterruptedException {
        out.println(phase);
        long before = load.tally().acknowledged();
        long start = System.nanoTime();
        for (int second = 1; second <= seconds && !load.isExhausted(); second++) {
            TimeUnit.NANOSECONDS.sleep(start + TimeUnit.SECONDS.toNanos(second) - System.nanoTime());
            long now = load.tally().acknowledged();
            out.println(
                    String.format(Locale.ROOT, "  %3d s  %,8d spans/s  %,11d acknowledged", second, now - before, now));
            before = now;
            eachSecond.run();
        }
    }

    private PricingFigures drain(PricedLag lag, long waiting) throws InterruptedException {
        long start = System.nanoTime();
        out.printf(Locale.ROOT, "Waiting for the prices of %,d spans%n", waiting);
        TimeUnit.MILLISECONDS.sleep(200);
        while (lag.waitingSpans() > 0) {
            if (System.nanoTime() - start > PRICED_WITHIN.toNanos()) {
                throw new BenchException(
                        lag.waitingSpans() + " spans have no price " + PRICED_WITHIN.toSeconds() + " s after the load");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        lag.close();
        return new PricingFigures(lag.lagMillis(), waiting, seconds);
    }

    private StoredCheck check(Tally tally, SpanRows rows) {
        StoredCheck check = new StoredCheck(tally.acknowledged(), rows.stored(Load.SERVICE_PREFIX), tally.givenUp());
        check.failUnlessNothingIsLost();
        return check;
    }

    private Optional<Copied> ceiling(TemporarySystem system, SpanRows rows) {
        if (!options.hasCeiling()) {
            return Optional.empty();
        }
        List.of(Service.values()).forEach(system::stop);
        out.print("Copying the same rows ");
        Copied copied = CopyCeiling.measure(rows, writers(), system.postgresFolder(), () -> out.print('.'));
        out.println();
        return Optional.of(copied);
    }

    /** As ingest-service is told: its settings come from the environment of this process. */
    private static int writers() {
        return Integer.parseInt(System.getenv().getOrDefault("OBSERVABILITY_FACTORY_INGEST_STORE_WRITERS", "3"));
    }

    private String commandLine() {
        List<String> arguments = command.commandLine().getParseResult().originalArgs();
        return "./bench/run "
                + String.join(" ", arguments.subList(arguments.indexOf(command.name()), arguments.size()));
    }
}
