package io.observabilityfactory.alert.evaluation;

import io.observabilityfactory.alert.rule.Check;
import io.observabilityfactory.alert.rule.Group;

/** Names an alert within its rule. */
record AlertKey(String aspect, String period, String group) {

    static AlertKey of(Check check, Group group) {
        return new AlertKey(check.aspect(), check.period(), group.key());
    }

    boolean isOf(Check check) {
        return aspect.equals(check.aspect()) && period.equals(check.period());
    }
}
