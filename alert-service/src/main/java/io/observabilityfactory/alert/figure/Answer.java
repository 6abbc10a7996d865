package io.observabilityfactory.alert.figure;

import io.observabilityfactory.alert.rule.Group;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * A figure of all groups of a question.
 *
 * @param figures by group; empty where the figure is unknown
 * @param complete false when there were more groups than are looked at, and some are missing
 */
public record Answer(Map<Group, Optional<BigDecimal>> figures, boolean complete) {

    public Answer {
        figures = Map.copyOf(figures);
    }
}
