/** How fast questions are answered over a month of runs, and by which plans. */
@NullMarked
package io.observabilityfactory.bench.query;

import org.jspecify.annotations.NullMarked;
