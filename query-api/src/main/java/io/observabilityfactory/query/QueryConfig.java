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

    /** The most spans a trace may have to be shown: where each of them stands has to be known for any of them. */
    @WithDefault("100000")
    int maxTraceSpans();

    /** The most bytes that attributes, events and links of the spans of one page of a trace may take together. */
    @WithDefault("16M")
    MemorySize maxTraceBytes();

    /** How many spans are read for one page of a search for what only spans tell; the next page goes on from there. */
    @WithDefault("50000")
    int maxSearchedSpans();

    /** How many log records are looked at for one page of them; the next page goes on from there. */
    @WithDefault("50000")
    int maxSearchedRecords();

    /** The longest range that savings are looked for in. */
    @WithDefault("31")
    int maxSavingsDays();

    /** The most calls that are looked at one by one for savings, the dearest of the range. */
    @WithDefault("2000")
    int maxExaminedCalls();
}
