package io.observabilityfactory.sdk.config;

/** What {@code CostTracker.guard} does when a budget is used up. */
public enum GuardMode {
    /** It tells its caller, nothing else. */
    OBSERVE,
    /** It logs a warning as well. */
    WARN,
    /** It throws. */
    STOP
}
