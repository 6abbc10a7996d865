package io.observabilityfactory.ingest.receive;

import io.observabilityfactory.ingest.HeldBytes;
import io.observabilityfactory.ingest.IngestException.Overloaded;
import io.observabilityfactory.ingest.IngestException.TooSlow;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request from its first byte to its last. What comes is counted as it comes. It ends in one of three ways, whichever is first,
 * and once: it is complete, it is refused, or its client has gone; in the latter two what it held is given back.
 */
public final class Arrival {

    private final HeldBytes held;
    private boolean over;
    private Runnable whenOver = () -> {};
    private @Nullable Throwable refusal;
    private @Nullable Consumer<Throwable> refused;

    Arrival(HeldBytes held) {
        this.held = held;
    }

    /** @param refused tells the client, at once when the request was refused already */
    public void onRefusal(Consumer<Throwable> refused) {
        Optional<Throwable> before = listen(refused);
        before.ifPresent(refused);
    }

    private synchronized Optional<Throwable> listen(Consumer<Throwable> listener) {
        refused = listener;
        return Optional.ofNullable(refusal);
    }

    /**
     * Counts what has come, and refuses the request when there is no room for it.
     *
     * @return whether it is to be kept
     */
    public boolean received(long bytes) {
        try {
            return count(bytes);
        } catch (Overloaded overloaded) {
            refuse(overloaded);
            return false;
        }
    }

    private synchronized boolean count(long bytes) {
        if (!over) {
            held.add(bytes);
        }
        return !over;
    }

    /** That is all. Empty when the request was refused before, otherwise what whoever goes on with it has to give back. */
    public Optional<HeldBytes> complete() {
        return end() ? Optional.of(held) : Optional.empty();
    }

    public void refuse(Throwable reason) {
        if (end()) {
            held.release();
            tell(reason).ifPresent(listener -> listener.accept(reason));
        }
    }

    private synchronized Optional<Consumer<Throwable>> tell(Throwable reason) {
        refusal = reason;
        return Optional.ofNullable(refused);
    }

    void expire(Duration patience) {
        refuse(new TooSlow(patience));
    }

    /** Nobody waits for an answer any more. */
    public void abandon() {
        if (end()) {
            held.release();
        }
    }

    synchronized void whenOver(Runnable action) {
        whenOver = action;
    }

    private boolean end() {
        Runnable action;
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
            action = whenOver;
        }
        action.run();
        return true;
    }
}
