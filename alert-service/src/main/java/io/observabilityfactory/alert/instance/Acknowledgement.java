package io.observabilityfactory.alert.instance;

import io.observabilityfactory.alert.rule.Require;

/** @param by who takes care of it */
record Acknowledgement(String by) {

    Acknowledgement {
        by = Require.text("by", by);
    }
}
