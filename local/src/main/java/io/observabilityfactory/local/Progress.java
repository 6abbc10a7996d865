package io.observabilityfactory.local;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;

/** Tells what is being waited for, and how long it took. */
public final class Progress {

    private final PrintStream out;

    public Progress(PrintStream out) {
        this.out = out;
    }

    <T> T step(String name, Supplier<T> work) {
        Instant start = Instant.now();
        out.printf("  %-16s ", name);
        out.flush();
        T result = work.get();
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1_000.0;
        out.println(String.format(Locale.ROOT, "ready after %.1f s", seconds));
        return result;
    }
}
