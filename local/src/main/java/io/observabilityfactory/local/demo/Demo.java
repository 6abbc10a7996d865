package io.observabilityfactory.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.observabilityfactory.local.LocalException;
import io.observabilityfactory.local.LocalPorts;
import io.observabilityfactory.local.demo.DemoFleet.RecordedRun;
import io.observabilityfactory.local.mail.MailFolder;
import io.observabilityfactory.sdk.OpenTelemetryIntegration;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sets a budget, sends the fleet's traffic, waits for what comes of it, and shows it. */
public final class Demo {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BUDGET = "demo-fleet";
    private static final String BUDGET_USD = "1.00";

    private final LocalPorts ports;
    private final @Nullable MailFolder mail;
    private final PrintStream out;
    private final LocalApi api;

    /** @param mail null when mail leaves this machine */
    public Demo(LocalPorts ports, @Nullable MailFolder mail, PrintStream out) {
        this.ports = ports;
        this.mail = mail;
        this.out = out;
        this.api = new LocalApi(ports);
    }

    public void run() {
        out.println("\nDemo: four agents at work, and a daily budget of " + BUDGET_USD + " USD");
        boolean crossedBefore = api.isUsedUpToday(BUDGET);
        Set<Path> mailBefore = messages();
        api.createBudget(BUDGET, BUDGET_USD, "team@example.org");
        List<RecordedRun> runs;
        try (OpenTelemetryIntegration telemetry = telemetry()) {
            runs = DemoFleet.run(start());
            telemetry.flush();
        }
        runs.forEach(this::awaitPaid);
        out.println("\nA trace, by the run id its agent chose (" + DemoFleet.TRAINING_RUN + "):\n");
        out.print(await("the trace", () -> api.tree(DemoFleet.TRAINING_RUN)));
        out.println("\nWhat the agents spent:\n");
        await("the costs", () -> api.query("/api/v1/costs/breakdown?by=agent"))
                .get("groups")
                .forEach(this::print);
        if (crossedBefore) {
            out.println("\nThe budget was crossed earlier today, and is mailed once a day.");
        } else if (mail != null) {
            out.println(
                    "\nThe budget is crossed, and the mail is here: " + await("the mail", () -> alertMail(mailBefore)));
        }
    }

    private OpenTelemetryIntegration telemetry() {
        return OpenTelemetryIntegration.builder("demo-fleet")
                .endpoint("http://localhost:" + ports.otlpGrpc())
                .server("http://localhost:" + ports.query())
                .environment("demo")
                .enable();
    }

    /** So that all runs have just ended, and count for today's budget. */
    private static Instant start() {
        Instant now = Instant.now();
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS);
        Instant longestRunAgo = now.minus(DemoFleet.LONGEST_RUN);
        return longestRunAgo.isBefore(midnight) ? midnight : longestRunAgo;
    }

    /** A run's spans may arrive in several batches. */
    private void awaitPaid(RecordedRun run) {
        await("the cost of trace " + run.traceId(), () -> Optional.of(api.paidSpans(run.traceId()))
                .filter(paid -> paid == run.paidCalls()));
    }

    private void print(JsonNode group) {
        out.println(String.format(
                Locale.ROOT,
                "  %-16s $%-9s %5.1f %%",
                group.get("key").textValue(),
                group.get("costUsd").decimalValue().toPlainString(),
                group.get("share").doubleValue() * 100));
    }

    private Set<Path> messages() {
        return mail == null ? Set.of() : new TreeSet<>(mail.messages());
    }

    /** Not one of an earlier day, and not the warning that may come before. */
    private Optional<Path> alertMail(Set<Path> before) {
        return messages().stream()
                .filter(message -> !before.contains(message))
                .filter(Demo::isAlert)
                .findFirst();
    }

    private static boolean isAlert(Path message) {
        try {
            return Files.readString(message, StandardCharsets.ISO_8859_1).contains("[critical]");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T await(String what, Supplier<Optional<T>> look) {
        Instant deadline = Instant.now().plus(PATIENCE);
        Optional<T> found = look.get();
        while (found.isEmpty()) {
            if (Instant.now().isAfter(deadline)) {
                throw new LocalException("no sign of " + what + " after " + PATIENCE.toSeconds()
                        + " s; the logs of the services may tell why");
            }
            pause();
            found = look.get();
        }
        return found.get();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("interrupted", e);
        }
    }
}
