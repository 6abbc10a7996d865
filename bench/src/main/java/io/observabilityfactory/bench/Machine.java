package io.observabilityfactory.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** What figures depend on beside the program. */
record Machine(String cpu, int cores, double memoryGib, String system, String java, String fileSystem) {

    static Machine here(Path folder) {
        return new Machine(
                cpuModel(),
                Runtime.getRuntime().availableProcessors(),
                memoryBytes() / (double) (1L << 30),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.version"),
                fileSystem(folder));
    }

    private static String cpuModel() {
        Path cpuInfo = Path.of("/proc/cpuinfo");
        if (Files.notExists(cpuInfo)) {
            return "CPU not known";
        }
        try (Stream<String> lines = Files.lines(cpuInfo)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("CPU not known");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long memoryBytes() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
    }

    private static String fileSystem(Path folder) {
        try {
            return Files.getFileStore(folder).type();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String describe(String postgresVersion) {
        return describe() + ", data on " + fileSystem + ", PostgreSQL " + postgresVersion;
    }

    /** Where there is no database. */
    String describe() {
        return String.format(Locale.ROOT, "%s, %d cores, %.0f GiB, %s, Java %s", cpu, cores, memoryGib, system, java);
    }
}
