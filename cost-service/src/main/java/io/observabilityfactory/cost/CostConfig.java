package io.observabilityfactory.cost;

import io.observabilityfactory.cost.billing.ReportedCosts;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of this service, all under {@code observability-factory.cost}. */
@ConfigMapping(prefix = "observability-factory.cost")
public interface CostConfig {

    /** How long to wait before looking for new batches when there were none. */
    @WithDefault("PT0.2S")
    Duration pollInterval();

    /** How long to wait after a failure, a missing database for instance, and at first with a batch that failed. */
    @WithDefault("PT2S")
    Duration retryPause();

    /** No pause is longer before a batch that could not be settled is tried again; it doubles with each attempt. */
    @WithDefault("PT15M")
    Duration longestRetryPause();

    /** Batches settled in one transaction. */
    @WithDefault("8")
    int batchesPerTransaction();

    /** How long batches may take to be settled, and any statement, and waiting for a connection. */
    @WithDefault("PT1M")
    Duration settlementTimeout();

    /** Spans that are in memory at once; traces are settled in portions of so many. */
    @WithDefault("50000")
    int spansAtOnce();

    /** A trace is settled as a whole, in memory. One of more spans stays unsettled, and its batches are put off. */
    @WithDefault("200000")
    int maxTraceSpans();

    /**
     * Files of prices that hold for everybody, beside and before those that are shipped: JSON as {@code GET
     * /api/v1/prices/export} has it.
     */
    Optional<List<Path>> catalogueFiles();

    /** What is done with costs that clients report: kept beside the computed one, charged where there is no price, or preferred. */
    @WithDefault("beside")
    ReportedCosts reportedCosts();

    /** Traces priced again in one transaction. */
    @WithDefault("1000")
    int tracesPerRepricing();

    /** How long to wait before looking for something to price again. */
    @WithDefault("PT1S")
    Duration repricingInterval();

    /** What the metrics tell apart. */
    Labels labels();

    /** How many values a label has before the rest becomes {@code other}, so that the number of series stays bounded. */
    interface Labels {

        /** Projects, agents, models and kinds of error, of each so many. */
        @WithDefault("50")
        int values();

        /** Combinations of them. */
        @WithDefault("1000")
        int combinations();
    }
}
