package io.observabilityfactory.local.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Keeps the number of a service's process, so that a later start finds what one that was killed has left running. */
final class PidFile {

    private final Path file;
    private final String mark;

    private PidFile(Path file, String mark) {
        this.file = file;
        this.mark = mark;
    }

    static PidFile of(Service service, Path dataFolder) {
        return new PidFile(
                dataFolder.resolve("pids").resolve(service.module() + ".pid"),
                "-Dobservability-factory.process=" + service.module() + "@" + dataFolder);
    }

    /** An argument that tells this process from all others, as numbers of processes recur. */
    String mark() {
        return mark;
    }

    void write(long pid) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, Long.toString(pid));
    }

    /** The process, when it is still the one that was started. */
    Optional<ProcessHandle> running() {
        try {
            return Files.exists(file)
                    ? ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                            .filter(this::isMarked)
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isMarked(ProcessHandle process) {
        return process.info().arguments().map(List::of).orElse(List.of()).contains(mark);
    }
}
