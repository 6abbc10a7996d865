/** The running system, watched by a real Prometheus and a real Alertmanager. */
@NullMarked
package io.observabilityfactory.packaging.monitoring;

import org.jspecify.annotations.NullMarked;
