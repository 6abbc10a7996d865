package io.observabilityfactory.alert.evaluation;

import java.math.BigDecimal;
import java.util.Optional;

/** Another value of an alert that is otherwise what it was. */
record Reading(long alertId, Optional<BigDecimal> value) {}
