package io.observabilityfactory.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of this service, all under {@code observability-factory.ingest}. */
@ConfigMapping(prefix = "observability-factory.ingest")
public interface IngestConfig {

    /** The project that requests belong to. */
    @WithDefault("default")
    String project();

    /** Spans that started longer ago than this are rejected. */
    @WithDefault("P30D")
    Duration acceptedAge();

    /** Spans that start further in the future than this are rejected; clocks differ. */
    @WithDefault("P1D")
    Duration acceptedLead();

    Store store();

    interface Store {

        /** Transactions under way at once. */
        @WithDefault("3")
        int writers();

        /** How many spans one transaction takes from the queue; a larger single export is not split. */
        @WithDefault("4096")
        int spansPerCommit();

        /** Spans that may wait or be under way before clients are asked to come back later. */
        @WithDefault("50000")
        int spansInFlight();

        /** A commit that takes longer is given up, and the client asked to repeat. */
        @WithDefault("PT20S")
        Duration commitTimeout();
    }
}
