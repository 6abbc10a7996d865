/** OTLP over HTTP. */
@NullMarked
package io.observabilityfactory.ingest.receive.http;

import org.jspecify.annotations.NullMarked;
