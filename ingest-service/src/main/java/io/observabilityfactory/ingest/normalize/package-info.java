/** From OTLP spans to the typed row: one place tells which attribute means what. */
@NullMarked
package io.observabilityfactory.ingest.normalize;

import org.jspecify.annotations.NullMarked;
