package io.observabilityfactory.sdk.config;

/** How bad it is that a threshold is crossed. */
public enum AlertLevel {
    WARNING,
    CRITICAL
}
