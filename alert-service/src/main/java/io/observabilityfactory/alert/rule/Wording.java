package io.observabilityfactory.alert.rule;

import io.observabilityfactory.alert.message.Fact;
import java.util.List;

/** How a situation is told to people. */
public record Wording(String title, List<Fact> facts, List<String> advice, Unit unit) {}
