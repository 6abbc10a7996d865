package io.observabilityfactory.alert.evaluation;

import io.observabilityfactory.alert.lifecycle.AlertState;
import io.observabilityfactory.alert.message.AlertMessage;
import io.observabilityfactory.alert.rule.Group;
import java.math.BigDecimal;
import java.util.Optional;

/** What an evaluation has to write of one alert. */
record Change(
        AlertKey key,
        Group group,
        AlertState state,
        Optional<BigDecimal> value,
        Optional<BigDecimal> threshold,
        Optional<AlertMessage> message) {}
