/** Reads figures from the rollups, the spans, the ledger and the metrics: one statement for all groups of a rule. */
@NullMarked
package io.observabilityfactory.alert.figure;

import org.jspecify.annotations.NullMarked;
