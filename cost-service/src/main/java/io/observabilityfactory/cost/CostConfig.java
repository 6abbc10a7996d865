package io.observabilityfactory.cost;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of this service, all under {@code observability-factory.cost}. */
@ConfigMapping(prefix = "observability-factory.cost")
public interface CostConfig {

    /** How long to wait before looking for new batches when there were none. */
    @WithDefault("PT0.2S")
    Duration pollInterval();

    /** How long to wait after a failure, a missing database for instance. */
    @WithDefault("PT2S")
    Duration retryPause();

    /** Batches settled in one transaction. */
    @WithDefault("8")
    int batchesPerTransaction();

    /** How old the prices in memory may be: a new price version takes effect within this time. */
    @WithDefault("PT30S")
    Duration priceRefresh();
}
