/** From bytes to OTLP messages and back, in both encodings. A record that cannot be read does not cost its neighbours. */
@NullMarked
package io.observabilityfactory.ingest.decode;

import org.jspecify.annotations.NullMarked;
