package io.observabilityfactory.alert.evaluation;

import java.util.List;
import java.util.stream.Stream;

/** What an evaluation has to write: alerts that changed, and those that merely have another value. */
record Findings(List<Change> changes, List<Reading> readings) {

    static final Findings NONE = new Findings(List.of(), List.of());

    Findings plus(Findings other) {
        return new Findings(
                Stream.concat(changes.stream(), other.changes.stream()).toList(),
                Stream.concat(readings.stream(), other.readings.stream()).toList());
    }
}
