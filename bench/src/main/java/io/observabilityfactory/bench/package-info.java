/** Benchmarks of the whole system on one machine: each starts its own, loads it, tells the figures and leaves nothing behind. */
@NullMarked
package io.observabilityfactory.bench;

import org.jspecify.annotations.NullMarked;
