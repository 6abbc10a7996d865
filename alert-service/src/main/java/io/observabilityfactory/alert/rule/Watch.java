package io.observabilityfactory.alert.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a rule watches, as evaluation needs it: a figure, or a budget. */
public interface Watch {

    /** @param late for how long a period is looked at after its end */
    List<Check> checks(Instant now, Duration late);

    Wording wording(Situation situation);
}
