package io.observabilityfactory.bench;

import io.observabilityfactory.bench.alert.AlertApi;
import io.observabilityfactory.bench.alert.Groups;
import io.observabilityfactory.bench.measure.ProcessUse;
import io.observabilityfactory.bench.measure.ProcessWatch;
import io.observabilityfactory.local.LocalSystem;
import io.observabilityfactory.local.mail.MailFolder;
import io.observabilityfactory.local.service.Service;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ./bench/run alerts}: what evaluating many groups costs, and the time from a span to the mail that it causes. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        description = "Evaluates a rule of many groups, and times mails of crossed budgets, in a system of its own.")
final class AlertBench implements Callable<Integer> {

    private static final long PATIENCE_SECONDS = 60;
    private static final String IN_ORDER = "in order";
    private static final String FIRING = "firing";

    @Option(names = "--groups", description = "Groups of the rule (default: ${DEFAULT-VALUE}).", defaultValue = "10000")
    private int groups;

    @Option(
            names = "--seconds",
            description = "How long each phase is measured (default: ${DEFAULT-VALUE}).",
            defaultValue = "60")
    private int seconds;

    @Option(names = "--mails", description = "Mails to be timed (default: ${DEFAULT-VALUE}).", defaultValue = "20")
    private int mails;

    @ParentCommand
    private BenchCommand bench = new BenchCommand();

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws InterruptedException {
        if (groups < 1 || seconds < 5 || mails < 0) {
            throw new BenchException("--groups has to be at least 1, --seconds at least 5, --mails at least 0");
        }
        out.println("Starting a system of the benchmark's own");
        try (TemporarySystem system = TemporarySystem.start(bench.home(), out)) {
            LocalSystem processes = system.processes();
            AlertApi api = new AlertApi(processes.ports());
            Groups usage = new Groups(processes.database().administration());
            timeMails(system, api);
            usage.store(groups, 2 + 4 * seconds / 60);
            evaluate(system, api, usage, IN_ORDER, 1_000_000);
            evaluate(system, api, usage, FIRING, 1);
        }
        return 0;
    }

    private void timeMails(TemporarySystem system, AlertApi api) throws InterruptedException {
        double[] took = new double[mails];
        try (MailFolder folder = MailFolder.start(
                system.folder().resolve("mail"), system.processes().ports().smtp())) {
            for (int mail = 0; mail < mails; mail++) {
                String agent = "mailed-" + mail;
                api.createBudget(agent, agent + "@example.org");
                // At any moment between two evaluations.
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(1000, 7000));
                int before = folder.messages().size();
                long start = System.nanoTime();
                api.sendSpan(agent, mail + 1);
                await("a mail", () -> folder.messages().size() > before ? Optional.of(true) : Optional.empty());
                took[mail] = (System.nanoTime() - start) / 1e9;
            }
        }
        if (mails > 0) {
            Arrays.sort(took);
            print(
                    "Span to mail",
                    "p50 %.1f s, longest %.1f s of %d (target: under 10 s)",
                    took[mails / 2],
                    took[mails - 1],
                    mails);
        }
    }

    private void evaluate(TemporarySystem system, AlertApi api, Groups usage, String phase, int criticalMillis)
            throws InterruptedException {
        api.createRule(phase, criticalMillis);
        String last = await("an evaluation", () -> usage.evaluatedAt(phase));
        ProcessWatch watch = ProcessWatch.start(system.running(), system.postgresFolder());
        long start = System.nanoTime();
        int evaluations = 0;
        while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds)) {
            TimeUnit.MILLISECONDS.sleep(50);
            watch.sample();
            String now = usage.evaluatedAt(phase).orElseThrow();
            if (!now.equals(last)) {
                evaluations++;
                last = now;
            }
        }
        double perSecond = evaluations * 1e9 / (System.nanoTime() - start);
        report(watch, phase, perSecond, usage.firing());
        usage.removeRule(phase);
    }

    private void report(ProcessWatch watch, String phase, double perSecond, long firing) {
        double service = cores(watch, Service.ALERT.module());
        double postgres = cores(watch, "PostgreSQL");
        print(
                groups + " groups " + phase,
                "%.2f evaluations/s asked for every second, each %.0f ms CPU in alert-service and %.0f ms in PostgreSQL, %d firing",
                perSecond,
                1000 * service / perSecond,
                1000 * postgres / perSecond,
                firing);
        print(
                "One core",
                "evaluates them every %.1f s (default interval: 5 s; others used %.2f cores)",
                (service + postgres) / perSecond,
                watch.coresOfOthers());
    }

    private static double cores(ProcessWatch watch, String process) {
        return watch.uses().stream()
                .filter(use -> use.name().equals(process))
                .mapToDouble(ProcessUse::cores)
                .sum();
    }

    private static <T> T await(String what, Supplier<Optional<T>> look) throws InterruptedException {
        long start = System.nanoTime();
        Optional<T> found = look.get();
        while (found.isEmpty()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new BenchException("no sign of " + what + " after " + PATIENCE_SECONDS + " s");
            }
            TimeUnit.MILLISECONDS.sleep(20);
            found = look.get();
        }
        return found.get();
    }

    private void print(String what, String format, Object... values) {
        out.printf(Locale.ROOT, "%-28s %s%n", what, String.format(Locale.ROOT, format, values));
    }
}
