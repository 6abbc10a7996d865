package io.observabilityfactory.bench.query;

import io.observabilityfactory.bench.BenchException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** By which plans PostgreSQL answers: its module {@code auto_explain} writes them to its log while they are watched. */
public final class Plans {

    private final AgentMonth month;
    private final Path log;

    /** @param log of PostgreSQL */
    public Plans(AgentMonth month, Path log) {
        this.month = month;
        this.log = log;
    }

    /** From now on sessions can be watched; those of before are ended, and their owners begin new ones. */
    public void enable() {
        month.execute("alter system set session_preload_libraries = 'auto_explain'");
        month.execute("select pg_reload_conf()");
        month.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where backend_type = 'client backend' and pid <> pg_backend_pid()");
    }

    /** What the log says of the statements that run meanwhile. */
    public String of(Runnable question) {
        watch("0");
        long from = length();
        question.run();
        pause();
        watch("-1");
        return read(from);
    }

    private void watch(String leastMillis) {
        month.execute("alter system set auto_explain.log_min_duration = " + leastMillis);
        month.execute("alter system set auto_explain.log_analyze = on");
        month.execute("alter system set auto_explain.log_buffers = on");
        month.execute("select pg_reload_conf()");
        pause();
    }

    /** Sessions read their settings a moment after they were told to. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private long length() {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new BenchException("the log of PostgreSQL cannot be read: " + e, e);
        }
    }

    private String read(long from) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] added = new byte[Math.toIntExact(file.length() - from)];
            file.seek(from);
            file.readFully(added);
            return new String(added, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BenchException("the log of PostgreSQL cannot be read: " + e, e);
        }
    }
}
