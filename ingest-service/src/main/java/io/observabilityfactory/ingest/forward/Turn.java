package io.observabilityfactory.ingest.forward;

import io.observabilityfactory.ingest.IngestConfig;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Passes on to one target what there is for it, for a while. */
@ApplicationScoped
class Turn {

    private static final Logger LOG = Logger.getLogger(Turn.class);

    /** Then it is somebody else's turn. */
    private static final int CHUNKS = 64;

    private final CommittedSpans spans;
    private final ForwardTargets targets;
    private final Backends backends;
    private final ForwardMetrics metrics;
    private final Pauses pauses;

    Turn(CommittedSpans spans, ForwardTargets targets, Backends backends, ForwardMetrics metrics, IngestConfig config) {
        this.spans = spans;
        this.targets = targets;
        this.backends = backends;
        this.metrics = metrics;
        this.pauses = new Pauses(config.forward().firstPause(), config.forward().longestPause());
    }

    void of(Target target) {
        try {
            if (forward(target)) {
                targets.release(target);
            }
        } catch (BackendException e) {
            postpone(target, e);
        } catch (RuntimeException e) {
            // Of this service or its database, not of the backend. What it was is told here, not in the table alone.
            LOG.errorf(e, "Spans of project %d could not be passed on to %s", target.projectId(), target.name());
            postpone(target, new BackendException.Unavailable("not sent: " + e, e, null));
        }
    }

    /** Returns whether the target is still ours. */
    private boolean forward(Target target) throws BackendException {
        Cursor cursor = target.cursor();
        for (int chunks = 0; chunks < CHUNKS; chunks++) {
            Optional<Chunk> next = spans.after(cursor, target.projectId());
            if (next.isEmpty()) {
                return true;
            }
            if (!pass(target, next.get())) {
                LOG.warnf(
                        "%s of project %d was switched off, or taken over by another process",
                        target.name(), target.projectId());
                return false;
            }
            cursor = next.get().end();
        }
        return true;
    }

    private boolean pass(Target target, Chunk chunk) throws BackendException {
        metrics.gone(target, chunk.gone());
        int size = chunk.spans().size();
        if (size == 0) {
            return targets.advance(target, chunk.end(), 0, chunk.gone(), null);
        }
        try {
            ExportTracePartialSuccess refusals =
                    backends.send(target.destination(), chunk.request()).getPartialSuccess();
            long refused = Math.max(0, Math.min(size, refusals.getRejectedSpans()));
            return taken(target, chunk, refused, refusals.getErrorMessage());
        } catch (BackendException.Refused e) {
            return taken(target, chunk, size, e.getMessage());
        }
    }

    /** Also what the backend will never take: it would hold up everything after it. */
    private boolean taken(Target target, Chunk chunk, long refused, String reason) {
        long forwarded = chunk.spans().size() - refused;
        metrics.forwarded(target, forwarded);
        metrics.refused(target, refused);
        if (refused == 0) {
            return targets.advance(target, chunk.end(), forwarded, chunk.gone(), null);
        }
        LOG.warnf("%s refused %d spans of project %d for good", target.name(), refused, target.projectId());
        return targets.advance(
                target, chunk.end(), forwarded, refused + chunk.gone(), refused + " spans refused: " + reason);
    }

    private void postpone(Target target, BackendException failure) {
        metrics.failed(target);
        Duration pause = pauses.before(target.failures(), failure);
        Logger.Level level = target.failures() == 0 ? Logger.Level.WARN : Logger.Level.DEBUG;
        LOG.logf(
                level,
                "%s of project %d is tried again in %s: %s",
                target.name(),
                target.projectId(),
                pause,
                failure.getMessage());
        targets.postpone(target, pause, String.valueOf(failure.getMessage()));
    }
}
