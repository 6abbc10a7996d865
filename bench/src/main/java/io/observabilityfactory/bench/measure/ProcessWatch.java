package io.observabilityfactory.bench.measure;

import io.observabilityfactory.bench.BenchException;
import io.observabilityfactory.database.embedded.PostgresServer;
import io.observabilityfactory.local.service.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** CPU and memory of the services, of PostgreSQL and of this process, from one moment on. */
public final class ProcessWatch {

    private final List<Watched> programs;
    private final double machineCpuSecondsAtStart;
    private final long startNanos = System.nanoTime();

    private ProcessWatch(List<Watched> programs) {
        this.programs = programs;
        this.machineCpuSecondsAtStart = programs.isEmpty() ? 0 : ProcFiles.machineCpuSeconds();
    }

    /**
     * @param services those that this process started and that still run
     * @param postgresFolder the data folder of the server
     */
    public static ProcessWatch start(Collection<Service> services, Path postgresFolder) {
        if (!ProcFiles.areThere()) {
            return new ProcessWatch(List.of());
        }
        Stream<Watched> all = Stream.of(
                        services.stream().map(ProcessWatch::watched),
                        Stream.of(postgres(postgresFolder)),
                        Stream.of(new Watched.Single("load generator", ProcessHandle.current())))
                .flatMap(programs -> programs);
        ProcessWatch watch = new ProcessWatch(all.toList());
        watch.programs.forEach(Watched::start);
        return watch;
    }

    private static Watched watched(Service service) {
        return new Watched.Single(service.module(), process(service));
    }

    private static Watched postgres(Path folder) {
        try {
            return new Watched.Family(
                    "PostgreSQL", PostgresServer.postmaster(folder).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessHandle process(Service service) {
        String jar = Path.of(service.module(), "target").toString();
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(argument -> argument.contains(jar)))
                .findFirst()
                .orElseThrow(() -> new BenchException(service.module() + " does not run"));
    }

    /** To be called every now and then: peaks in between are not seen. */
    public void sample() {
        programs.forEach(Watched::sample);
    }

    /** Of each program; empty where the operating system does not tell. */
    public List<ProcessUse> uses() {
        return programs.stream().map(program -> program.use(seconds())).toList();
    }

    /** Of all programs together. */
    double cpuSeconds() {
        return uses().stream().mapToDouble(ProcessUse::cores).sum() * seconds();
    }

    /** Cores that were busy with something else, which takes from what is measured. */
    public double coresOfOthers() {
        return programs.isEmpty()
                ? 0
                : Math.max(0, ProcFiles.machineCpuSeconds() - machineCpuSecondsAtStart - cpuSeconds()) / seconds();
    }

    private double seconds() {
        return (System.nanoTime() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
