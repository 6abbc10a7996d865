package io.observabilityfactory.query;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an operator can set. */
@ConfigMapping(prefix = "observability-factory.query")
public interface QueryConfig {

    /** The longest range of days a report or a statistic may cover. */
    @WithDefault("366")
    int maxReportDays();

    /** The most spans a trace may have to be shown. */
    @WithDefault("20000")
    int maxTraceSpans();

    /** The most bytes that attributes, events and links of a trace may take together for it to be shown. */
    @WithDefault("16M")
    MemorySize maxTraceBytes();
}
