package io.observabilityfactory.ingest.receive.grpc;

import io.observabilityfactory.ingest.OtlpIngest;
import io.observabilityfactory.ingest.Signal;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.quarkus.grpc.GrpcService;

@GrpcService
class TraceGrpcService extends OtlpGrpcService {

    TraceGrpcService(OtlpIngest ingest) {
        super(Signal.TRACES, TraceServiceGrpc.getExportMethod(), ingest);
    }
}
