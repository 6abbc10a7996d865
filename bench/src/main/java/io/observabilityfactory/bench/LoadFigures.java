package io.observabilityfactory.bench;

import io.observabilityfactory.bench.load.Load;
import io.observabilityfactory.bench.measure.CommitHistogram;
import io.observabilityfactory.bench.measure.ProcessUse;
import io.observabilityfactory.bench.measure.ProcessWatch;
import io.observabilityfactory.local.LocalPorts;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What happened between the end of the warm-up and the end of the load. */
record LoadFigures(
        double spansPerSecond,
        Histogram acknowledgementMicros,
        CommitHistogram commits,
        long rejectedSpans,
        long retriedExports,
        List<ProcessUse> processes,
        double coresOfOthers) {

    double cores() {
        return processes.stream().mapToDouble(ProcessUse::cores).sum();
    }

    /** A measurement that has begun. */
    static final class Running {

        private final Load load;
        private final LocalPorts ports;
        private final ProcessWatch processes;
        private final CommitHistogram commitsBefore;
        private final long rejectedBefore;
        private final long retriesBefore;
        private final long acknowledgedBefore;
        private final long startNanos;

        private Running(Load load, LocalPorts ports, ProcessWatch processes) {
            this.load = load;
            this.ports = ports;
            this.processes = processes;
            this.commitsBefore = CommitHistogram.read(ports);
            this.rejectedBefore = load.tally().rejected();
            this.retriesBefore = load.tally().retries();
            load.tally().takeLatencies();
            this.acknowledgedBefore = load.tally().acknowledged();
            this.startNanos = System.nanoTime();
        }

        void sample() {
            processes.sample();
        }

        LoadFigures end() {
            double seconds = (System.nanoTime() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1);
            return new LoadFigures(
                    (load.tally().acknowledged() - acknowledgedBefore) / seconds,
                    load.tally().takeLatencies(),
                    CommitHistogram.read(ports).since(commitsBefore),
                    load.tally().rejected() - rejectedBefore,
                    load.tally().retries() - retriesBefore,
                    processes.uses(),
                    processes.coresOfOthers());
        }
    }

    static Running begin(Load load, TemporarySystem system) {
        ProcessWatch processes = ProcessWatch.start(system.running(), system.postgresFolder());
        return new Running(load, system.processes().ports(), processes);
    }
}
