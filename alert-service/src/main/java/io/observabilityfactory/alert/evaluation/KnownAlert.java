package io.observabilityfactory.alert.evaluation;

import io.observabilityfactory.alert.lifecycle.AlertState;
import io.observabilityfactory.alert.rule.Group;
import java.math.BigDecimal;
import java.util.Optional;

/** An alert as the last evaluation left it. */
record KnownAlert(Group group, AlertState state, boolean acknowledged, Optional<BigDecimal> value) {

    static KnownAlert none(Group group, int version) {
        return new KnownAlert(group, AlertState.resting(version), false, Optional.empty());
    }
}
