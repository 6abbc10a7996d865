package io.observabilityfactory.local;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.testkit.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that people run, as a process that gets the signals that people send. */
class QuickstartIT {

    private static final String RUNNING = "Ctrl-C stops everything";
    /** Ctrl-C takes the same way through the program, but is ignored by whatever a script starts in the background. */
    private static final int SIGTERM = 15;

    /** The services are launched by the time that the first of them is waited for. */
    private static final String SERVICES_LAUNCHED = "  ingest-service ";

    @TempDir
    Path folder;

    private final List<Process> launchers = new ArrayList<>();

    @AfterEach
    void endWhatAFailedTestLeft() {
        launchers.forEach(Process::destroyForcibly);
        processes().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void signal_stopsEverything() throws Exception {
        Process launcher = quickstart("--demo");
        awaitOutput(launcher, RUNNING);
        assertThat(output(launcher)).contains("the mail is here: " + data().resolve("mail"));
        awaitProcesses(6);

        Process second = quickstart();
        assertEndsWith(1, second);
        assertThat(output(second)).contains("Already running on " + data());

        signal(launcher, SIGTERM);

        assertEndsWith(128 + SIGTERM, launcher);
        assertThat(output(launcher)).contains("Stopped.").doesNotContain("has ended");
        assertThat(processes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"  PostgreSQL ", SERVICES_LAUNCHED})
    void signalWhileStarting_leavesNothingRunning(String moment) throws Exception {
        Process launcher = quickstart();
        awaitOutput(launcher, moment);

        signal(launcher, SIGTERM);

        assertEndsWith(128 + SIGTERM, launcher);
        assertThat(output(launcher)).endsWith("Stopped.\n");
        assertThat(processes()).isEmpty();
    }

    @Test
    void startAfterTheLauncherWasKilled_stopsWhatItLeft() throws Exception {
        Process killed = quickstart();
        awaitOutput(killed, SERVICES_LAUNCHED);
        killed.destroyForcibly().onExit().join();
        List<ProcessHandle> leftBehind = awaitProcesses(5);

        Process launcher = quickstart();
        awaitOutput(launcher, RUNNING);

        assertThat(output(launcher))
                .contains("Stopped PostgreSQL", "Stopped ingest-service", "Stopped alert-service", "left behind");
        assertThat(leftBehind).noneMatch(ProcessHandle::isAlive);
        signal(launcher, SIGTERM);
        assertEndsWith(128 + SIGTERM, launcher);
        assertThat(processes()).isEmpty();
    }

    private Process quickstart(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                TestSystem.home().resolve("quickstart").toString(), "--any-ports", "--data", data().toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(launchers.size() + ".out").toFile());
        builder.environment().put("QUICKSTART_BUILD", "no");
        Process launcher = builder.start();
        launchers.add(launcher);
        return launcher;
    }

    private Path data() {
        return folder.resolve("data");
    }

    private void awaitOutput(Process launcher, String text) {
        await().pollInterval(Duration.ofMillis(50)).until(() -> {
            assertThat(launcher.isAlive()).as(output(launcher)).isTrue();
            return output(launcher).contains(text);
        });
    }

    private String output(Process launcher) throws IOException {
        return Files.readString(folder.resolve(launchers.indexOf(launcher) + ".out"));
    }

    /** Java itself can send SIGTERM and SIGKILL only. */
    private static void signal(Process process, int signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private void assertEndsWith(int status, Process launcher) throws Exception {
        assertThat(launcher.waitFor(Patience.A_WHILE.toSeconds(), TimeUnit.SECONDS))
                .as(output(launcher))
                .isTrue();
        assertThat(launcher.exitValue()).as(output(launcher)).isEqualTo(status);
    }

    /** One more is there for a moment when PostgreSQL makes a process for a connection. */
    private List<ProcessHandle> awaitProcesses(int count) {
        return await().until(this::processes, processes -> processes.size() == count);
    }

    /** The launcher, the services and PostgreSQL: all have this test's folder in an argument. */
    private List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().stream()
                        .flatMap(Stream::of)
                        .anyMatch(argument -> argument.contains(data().toString())))
                .toList();
    }
}
