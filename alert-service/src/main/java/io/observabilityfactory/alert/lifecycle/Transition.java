package io.observabilityfactory.alert.lifecycle;

import java.util.Optional;

/**
 * What one evaluation makes of an alert.
 *
 * @param message what people are to be told now; committed together with the state, or neither is
 */
public record Transition(AlertState state, Optional<MessageKind> message) {}
