package io.observabilityfactory.alert.evaluation;

import io.observabilityfactory.alert.rule.AlertRule;
import java.util.function.Supplier;

/**
 * A rule this replica has taken.
 *
 * @param claim tells this lease from a later one
 * @param failures how many evaluations before this one failed in a row
 * @param rule fails when what is stored cannot be read
 */
record ClaimedRule(int projectId, long ruleId, int version, long claim, int failures, Supplier<AlertRule> rule) {}
