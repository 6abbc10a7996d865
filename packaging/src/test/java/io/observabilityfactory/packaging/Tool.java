package io.observabilityfactory.packaging;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program that is installed on this machine. Debian's packages prometheus and prometheus-alertmanager have those needed. */
public record Tool(Path path) {

    private static final long PATIENCE_SECONDS = 180;

    /** How it ended, and what it said. */
    public record Result(int status, String output) {}

    /** Skips the test on a machine without the program. In CI, where tests must not be skipped unseen, it fails instead. */
    public static Tool installed(String... names) {
        Optional<Tool> tool =
                Arrays.stream(names).flatMap(name -> find(name).stream()).findFirst();
        if (tool.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("in CI " + names[0] + " has to be installed");
        }
        Assumptions.assumeTrue(tool.isPresent(), names[0] + " is not installed");
        return tool.orElseThrow();
    }

    private static Optional<Tool> find(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Tool::new);
    }

    /** Runs it to its end. */
    public Result run(String... arguments) {
        try {
            Path output = Files.createTempFile("tool", ".out");
            Process process = command(arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().onExit().join();
                throw new AssertionError(path + " " + List.of(arguments) + " does not end");
            }
            Result result = new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
            Files.delete(output);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** To run in the background. */
    public ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
