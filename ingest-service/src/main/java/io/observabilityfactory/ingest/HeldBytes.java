package io.observabilityfactory.ingest;

import io.observabilityfactory.ingest.IngestException.Overloaded;
import java.time.Duration;

/** What one request holds of {@link InFlight}, from any thread. */
public final class HeldBytes {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final InFlight inFlight;
    private long held;

    HeldBytes(InFlight inFlight) {
        this.inFlight = inFlight;
    }

    /** @throws Overloaded when there is no room for more; what was held before still is */
    public synchronized void add(long more) {
        if (!inFlight.take(more, held)) {
            throw new Overloaded("Too much is waiting to be stored, please repeat the request", RETRY_AFTER);
        }
        held += more;
    }

    /** @throws Overloaded when there is no room for that many; what was held before still is */
    synchronized void growTo(long bytes) {
        if (bytes > held) {
            add(bytes - held);
        }
    }

    /** Gives all back; a second time there is nothing to give. */
    public synchronized void release() {
        inFlight.giveBack(held);
        held = 0;
    }
}
