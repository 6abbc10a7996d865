/** Takes the batches that ingest-service committed, and accounts for each span exactly once. */
@NullMarked
package io.observabilityfactory.cost.settlement;

import org.jspecify.annotations.NullMarked;
