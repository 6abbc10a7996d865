/** OTLP over gRPC. */
@NullMarked
package io.observabilityfactory.ingest.receive.grpc;

import org.jspecify.annotations.NullMarked;
