package io.observabilityfactory.ingest.auth;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.observabilityfactory.ingest.IngestConfig;
import io.observabilityfactory.ingest.IngestException.Overloaded;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many records a second each project may send to this process, with bursts of ten seconds' worth. */
@ApplicationScoped
public class RateLimit {

    private static final int BURST_SECONDS = 10;

    private final long recordsPerSecond;
    private final Map<Integer, Bucket> byProject = new ConcurrentHashMap<>();

    RateLimit(IngestConfig config) {
        this.recordsPerSecond = config.limits().recordsPerSecond();
    }

    /** @throws Overloaded when the project is over its rate, with the time after which it no longer is */
    public void take(int projectId, int records) {
        if (recordsPerSecond <= 0 || records == 0) {
            return;
        }
        // An export larger than a burst could never pass: it takes the whole burst.
        long taken = Math.min(records, recordsPerSecond * BURST_SECONDS);
        ConsumptionProbe probe =
                byProject.computeIfAbsent(projectId, id -> bucket()).tryConsumeAndReturnRemaining(taken);
        if (!probe.isConsumed()) {
            Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
            throw new Overloaded(
                    "The project sends more than " + recordsPerSecond + " records a second", wait.plusSeconds(1));
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(recordsPerSecond * BURST_SECONDS)
                        .refillGreedy(recordsPerSecond, Duration.ofSeconds(1))
                        .build())
                .build();
    }
}
