/**
 * OTLP load that costs little to make: batches are encoded once, and only ids and times are written into their bytes before
 * each is sent. A batch is sent again until it is answered for good, as an exporter does.
 */
@NullMarked
package io.observabilityfactory.bench.load;

import org.jspecify.annotations.NullMarked;
