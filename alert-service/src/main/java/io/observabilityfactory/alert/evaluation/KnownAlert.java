package io.observabilityfactory.alert.evaluation;

import io.observabilityfactory.alert.lifecycle.AlertState;
import io.observabilityfactory.alert.rule.Group;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * An alert as the last evaluation left it.
 *
 * @param id in the database; 0 when it is not there
 */
record KnownAlert(long id, Group group, AlertState state, boolean acknowledged, Optional<BigDecimal> value) {

    static KnownAlert none(Group group, int version) {
        return new KnownAlert(0, group, AlertState.resting(version), false, Optional.empty());
    }
}
