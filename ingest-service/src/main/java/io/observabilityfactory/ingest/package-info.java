/** What agents send, from the wire to the committed row. Transports hand their requests to {@link io.observabilityfactory.ingest.TraceIngest}. */
@NullMarked
package io.observabilityfactory.ingest;

import org.jspecify.annotations.NullMarked;
