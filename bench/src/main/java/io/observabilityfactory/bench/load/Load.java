package io.observabilityfactory.bench.load;

import io.observabilityfactory.bench.BenchException;
import io.observabilityfactory.bench.load.Answer.Acknowledged;
import io.observabilityfactory.bench.load.Answer.Refused;
import io.observabilityfactory.bench.load.Answer.Retryable;
import io.observabilityfactory.local.LocalPorts;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Senders, each with its connection and one export under way, until they are stopped or have sent enough. */
public final class Load implements AutoCloseable {

    /** Once the load is stopped, exports that are still asked to be repeated are given up after this time. */
    private static final Duration LAST_ANSWER_WITHIN = Duration.ofSeconds(30);

    private static final long LOOK_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** How the services that the spans name as theirs begin. */
    public static final String SERVICE_PREFIX = AgentTraces.SERVICE_PREFIX;

    private final Transport transport;
    private final LocalPorts ports;
    private final int spansPerBatch;
    private final Pace pace;
    private final Tally tally = new Tally();
    private final AtomicLong budget;
    private final ExecutorService threads;
    private final ExecutorCompletionService<Void> senders;
    private volatile boolean stopped;
    private volatile long giveUpAtNanos;

    private Load(Transport transport, LocalPorts ports, int connections, int spansPerBatch, long maxSpans, Pace pace) {
        this.transport = transport;
        this.ports = ports;
        this.spansPerBatch = spansPerBatch;
        this.pace = pace;
        this.budget = new AtomicLong(maxSpans);
        this.threads = Executors.newFixedThreadPool(connections);
        this.senders = new ExecutorCompletionService<>(threads);
    }

    public static Load start(
            Transport transport, LocalPorts ports, int connections, int spansPerBatch, long maxSpans, Pace pace) {
        Load load = new Load(transport, ports, connections, spansPerBatch, maxSpans, pace);
        SplittableRandom ids = new SplittableRandom(new SecureRandom().nextLong());
        for (int i = 0; i < connections; i++) {
            BatchTemplate template = BatchTemplate.of(i, spansPerBatch, ids.split());
            load.senders.submit(() -> load.send(template), null);
        }
        return load;
    }

    public Tally tally() {
        return tally;
    }

    /** Whether all that was allowed is sent. Fails when a sender did, as when an export is refused. */
    public boolean isExhausted() {
        for (Future<Void> ended = senders.poll(); ended != null; ended = senders.poll()) {
            check(ended);
        }
        return budget.get() <= 0;
    }

    private static void check(Future<Void> ended) {
        try {
            ended.get();
        } catch (ExecutionException e) {
            throw new BenchException("The load failed: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    /** Sends nothing new, and returns when all that is under way is answered or given up. */
    public void stop() {
        giveUpAtNanos = System.nanoTime() + LAST_ANSWER_WITHIN.toNanos();
        stopped = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(2 * LAST_ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                throw new BenchException("Exports are under way a minute after the load was stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
        isExhausted();
    }

    private void send(BatchTemplate template) {
        try (OtlpConnection connection = transport.connect(ports)) {
            while (awaitTurn() && budget.getAndAdd(-spansPerBatch) > 0) {
                send(connection, template.next(unixNanos()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when the load is stopped before the turn comes. */
    private boolean awaitTurn() {
        long due = pace.claim(System.nanoTime());
        for (long wait = due - System.nanoTime(); wait > 0 && !stopped; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(wait, LOOK_UP_NANOS));
        }
        return !stopped;
    }

    private void send(OtlpConnection connection, byte[] export) throws InterruptedException {
        long start = System.nanoTime();
        Answer answer = connection.export(export);
        while (answer instanceof Retryable retryable) {
            if (stopped && giveUpAtNanos - System.nanoTime() < 0) {
                tally.givenUp(spansPerBatch);
                return;
            }
            tally.retried();
            TimeUnit.NANOSECONDS.sleep(retryable.pause().toNanos());
            answer = connection.export(export);
        }
        if (answer instanceof Refused refused) {
            throw new BenchException("an export was refused: " + refused.reason());
        }
        tally.acknowledged(spansPerBatch, ((Acknowledged) answer).rejectedSpans(), System.nanoTime() - start);
    }

    private static long unixNanos() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
    }
}
