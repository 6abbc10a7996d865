package io.observabilityfactory.ingest.forward;

import io.observabilityfactory.ingest.IngestConfig;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Gives each target that is due its turn, some of them at once. Any number of processes may do this: a target is with one
 * of them at a time. The threads are its own, so that slow backends take none from requests.
 */
@ApplicationScoped
class Forwarder {

    private static final Logger LOG = Logger.getLogger(Forwarder.class);

    private final ForwardTargets targets;
    private final Turn turn;
    private final ForwardMetrics metrics;
    private final ExecutorService threads;
    private final int targetsAtOnce;
    private final Semaphore free;
    private final AtomicBoolean failing = new AtomicBoolean();

    Forwarder(ForwardTargets targets, Turn turn, ForwardMetrics metrics, IngestConfig config) {
        this.targets = targets;
        this.turn = turn;
        this.metrics = metrics;
        this.targetsAtOnce = config.forward().targetsAtOnce();
        this.free = new Semaphore(targetsAtOnce);
        this.threads = Executors.newFixedThreadPool(targetsAtOnce, work -> {
            Thread thread = new Thread(work, "forward");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Scheduled(
            every = "${observability-factory.ingest.forward.interval}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onSchedule() {
        quietly(this::startTurns);
    }

    @Scheduled(
            every = "${observability-factory.ingest.forward.lag-interval}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void measureLag() {
        quietly(() -> metrics.lags(targets.lags()));
    }

    /** Takes as many targets as there are free threads, and returns without waiting for them. */
    void startTurns() {
        while (free.tryAcquire()) {
            Optional<Target> target = Optional.empty();
            try {
                target = targets.claim();
            } finally {
                if (target.isEmpty()) {
                    free.release();
                }
            }
            if (target.isEmpty()) {
                return;
            }
            Target claimed = target.get();
            threads.execute(() -> {
                try {
                    quietly(() -> turnsFrom(claimed));
                } finally {
                    free.release();
                }
            });
        }
    }

    /** Whether every turn that was started has ended. */
    boolean isIdle() {
        return free.availablePermits() == targetsAtOnce;
    }

    /** The turns of all that are due, one after the other. */
    void forwardAll() {
        targets.claim().ifPresent(this::turnsFrom);
    }

    private void turnsFrom(Target first) {
        for (Optional<Target> target = Optional.of(first); target.isPresent(); target = targets.claim()) {
            turn.of(target.get());
        }
    }

    /** While the database is away each look at it fails; the first of a run of failures is told. */
    private void quietly(Runnable work) {
        try {
            work.run();
            failing.set(false);
        } catch (RuntimeException e) {
            LOG.logf(
                    failing.compareAndSet(false, true) ? Logger.Level.WARN : Logger.Level.DEBUG,
                    "Spans are not passed on to other backends for now: %s",
                    e);
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
