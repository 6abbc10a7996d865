package io.observabilityfactory.alert.rule;

import java.time.Instant;

/**
 * A rule or a budget that was taken for evaluation.
 *
 * @param version counts the changes people made
 * @param changedAt when they made the last one; a period that had ended by then is not held against it
 */
public record AlertRule(int projectId, String project, long id, int version, Instant changedAt, Settings settings) {

    public Watch watch() {
        return settings.watch(version);
    }
}
