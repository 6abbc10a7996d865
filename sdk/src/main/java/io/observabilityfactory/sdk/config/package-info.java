/**
 * The configuration file, {@code observability_config.yaml}, with environment variables over it. What is wrong in it is told
 * with its line before anything is started.
 */
@NullMarked
package io.observabilityfactory.sdk.config;

import org.jspecify.annotations.NullMarked;
