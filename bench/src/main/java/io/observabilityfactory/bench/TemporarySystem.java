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

/** A system of the benchmark's own on free ports, its folder removed when it is closed, also by Ctrl-C. */
final class TemporarySystem implements AutoCloseable {

    private final LocalSystem system;
    private final Path folder;
    private final Set<Service> running = EnumSet.allOf(Service.class);
    private boolean closed;

    private TemporarySystem(LocalSystem system, Path folder) {
        this.system = system;
        this.folder = folder;
    }

    static TemporarySystem start(Path home, PrintStream out) {
        Path folder = createFolder();
        try {
            LocalSystem system =
                    LocalSystem.start(Launcher.ofCheckout(home), folder, LocalPorts.free(), new Progress(out));
            TemporarySystem temporary = new TemporarySystem(system, folder);
            Runtime.getRuntime().addShutdownHook(new Thread(temporary::close));
            return temporary;
        } catch (RuntimeException e) {
            remove(folder);
            throw e;
        }
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
            remove(folder);
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
