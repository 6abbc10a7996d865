/** The transports: each only carries bytes to {@link io.observabilityfactory.ingest.OtlpIngest} and its answer back. */
@NullMarked
package io.observabilityfactory.ingest.receive;

import org.jspecify.annotations.NullMarked;
