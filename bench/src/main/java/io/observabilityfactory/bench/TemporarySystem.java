package io.observabilityfactory.bench;

import io.observabilityfactory.local.LocalPorts;
import io.observabilityfactory.local.LocalSystem;
import io.observabilityfactory.local.Progress;
import io.observabilityfactory.local.service.Launcher;
import io.observabilityfactory.local.service.Service;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A system of the benchmark's own on free ports. Unless it is to be kept, its folder is removed when it is closed, also by Ctrl-C. */
final class TemporarySystem implements AutoCloseable {

    private final LocalSystem system;
    private final Path folder;
    private final boolean kept;
    private final Set<Service> running = EnumSet.allOf(Service.class);
    private boolean closed;

    private TemporarySystem(LocalSystem system, Path folder, boolean kept) {
        this.system = system;
        this.folder = folder;
        this.kept = kept;
    }

    static TemporarySystem start(Path home, PrintStream out) {
        Path folder = createFolder();
        try {
            return start(home, folder, false, out);
        } catch (RuntimeException e) {
            remove(folder);
            throw e;
        }
    }

    /** A system whose data is kept in a folder, and found there the next time. */
    static TemporarySystem startIn(Path folder, Path home, PrintStream out) {
        try {
            return start(home, Files.createDirectories(folder.toAbsolutePath()), true, out);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be made", e);
        }
    }

    private static TemporarySystem start(Path home, Path folder, boolean kept, PrintStream out) {
        LocalSystem system = LocalSystem.start(Launcher.ofCheckout(home), folder, LocalPorts.free(), new Progress(out));
        TemporarySystem temporary = new TemporarySystem(system, folder, kept);
        Runtime.getRuntime().addShutdownHook(new Thread(temporary::close));
        return temporary;
    }

    private static Path createFolder() {
        try {
            return Files.createTempDirectory("observability-factory-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LocalSystem processes() {
        return system;
    }

    Path folder() {
        return folder;
    }

    Path postgresFolder() {
        return folder.resolve("postgres");
    }

    Set<Service> running() {
        return EnumSet.copyOf(running);
    }

    void stop(Service service) {
        if (running.remove(service)) {
            system.service(service).stop();
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            system.close();
            if (!kept) {
                remove(folder);
            }
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be removed", e);
        }
    }
}
