package io.observabilityfactory.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What Linux tells of a process under {@code /proc}. A process that has ended has nothing. */
final class ProcFiles {

    /** The unit of CPU times, the same on all platforms Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final int USER_TICKS_OF_ENDED_CHILDREN = 13;
    private static final int SYSTEM_TICKS_OF_ENDED_CHILDREN = 14;

    private static final int USER = 1;
    private static final int NICE = 2;
    private static final int SYSTEM = 3;
    private static final int INTERRUPTS = 6;
    private static final int SOFT_INTERRUPTS = 7;
    private static final int STOLEN = 8;

    private static final long BYTES_PER_KIB = 1_024;

    private ProcFiles() {}

    static boolean areThere() {
        return Files.isReadable(Path.of("/proc/self/stat"));
    }

    static double cpuSeconds(long pid) {
        return ticks(read(pid, "stat"), USER_TICKS, SYSTEM_TICKS) / TICKS_PER_SECOND;
    }

    static double cpuSecondsOfEndedChildren(long pid) {
        return ticks(read(pid, "stat"), USER_TICKS_OF_ENDED_CHILDREN, SYSTEM_TICKS_OF_ENDED_CHILDREN)
                / TICKS_PER_SECOND;
    }

    static long peakResidentBytes(long pid) {
        return kib(read(pid, "status"), "VmHWM");
    }

    /** Memory that several processes share counts for each with its part. */
    static long proportionalBytes(long pid) {
        return kib(read(pid, "smaps_rollup"), "Pss");
    }

    /** Of all cores, since the machine started: everything but idling and waiting for disks; what a host took counts too. */
    static double machineCpuSeconds() {
        return busyTicks(read("stat")) / TICKS_PER_SECOND;
    }

    static long busyTicks(String stat) {
        String[] fields = stat.substring(0, stat.indexOf('\n')).split(" +");
        return IntStream.of(USER, NICE, SYSTEM, INTERRUPTS, SOFT_INTERRUPTS, STOLEN)
                .mapToLong(field -> Long.parseLong(fields[field]))
                .sum();
    }

    /** The program's name, which may have blanks in it, ends with the last parenthesis; the first field after it is 0. */
    static long ticks(String stat, int user, int system) {
        if (stat.isEmpty()) {
            return 0;
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[user]) + Long.parseLong(fields[system]);
    }

    static long kib(String lines, String name) {
        Matcher line = Pattern.compile("^" + name + ":\\s+(\\d+) kB$", Pattern.MULTILINE)
                .matcher(lines);
        return line.find() ? Long.parseLong(line.group(1)) * BYTES_PER_KIB : 0;
    }

    private static String read(long pid, String file) {
        return read(pid + "/" + file);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of("/proc", file));
        } catch (IOException e) {
            return "";
        }
    }
}
