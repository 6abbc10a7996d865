package io.observabilityfactory.bench.measure;

import java.util.stream.LongStream;

/** A program whose use of the machine is of interest. */
abstract sealed class Watched {

    private final String name;
    final ProcessHandle process;
    private double cpuSecondsAtStart;

    private Watched(String name, ProcessHandle process) {
        this.name = name;
        this.process = process;
    }

    void start() {
        cpuSecondsAtStart = cpuSeconds();
    }

    ProcessUse use(double seconds) {
        return new ProcessUse(name, (cpuSeconds() - cpuSecondsAtStart) / seconds, peakBytes());
    }

    abstract void sample();

    abstract double cpuSeconds();

    abstract long peakBytes();

    /** The kernel keeps the peak of a single process. */
    static final class Single extends Watched {

        Single(String name, ProcessHandle process) {
            super(name, process);
        }

        @Override
        void sample() {}

        @Override
        double cpuSeconds() {
            return ProcFiles.cpuSeconds(process.pid());
        }

        @Override
        long peakBytes() {
            return ProcFiles.peakResidentBytes(process.pid());
        }
    }

    /** A process with its children, ended ones included. The sum of their memory is only known when it is looked at. */
    static final class Family extends Watched {

        private long peakBytes;

        Family(String name, ProcessHandle parent) {
            super(name, parent);
        }

        private LongStream pids() {
            return LongStream.concat(
                    LongStream.of(process.pid()), process.children().mapToLong(ProcessHandle::pid));
        }

        @Override
        void sample() {
            peakBytes =
                    Math.max(peakBytes, pids().map(ProcFiles::proportionalBytes).sum());
        }

        @Override
        double cpuSeconds() {
            return ProcFiles.cpuSecondsOfEndedChildren(process.pid())
                    + pids().mapToDouble(ProcFiles::cpuSeconds).sum();
        }

        @Override
        long peakBytes() {
            return peakBytes;
        }
    }
}
