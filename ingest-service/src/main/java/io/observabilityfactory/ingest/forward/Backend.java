package io.observabilityfactory.ingest.forward;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;

/** Something that takes spans over OTLP. */
interface Backend extends AutoCloseable {

    /** Returns when the backend has taken the spans, but for those it tells of; gives up after the timeout. */
    ExportTraceServiceResponse send(ExportTraceServiceRequest request) throws BackendException;

    @Override
    void close();
}
