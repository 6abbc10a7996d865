/** What agents report of what they run on, such as GPUs, told on to Prometheus. */
@NullMarked
package io.observabilityfactory.ingest.resources;

import org.jspecify.annotations.NullMarked;
