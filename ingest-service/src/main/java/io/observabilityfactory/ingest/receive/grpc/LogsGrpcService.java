package io.observabilityfactory.ingest.receive.grpc;

import io.observabilityfactory.ingest.OtlpIngest;
import io.observabilityfactory.ingest.Signal;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.quarkus.grpc.GrpcService;

@GrpcService
class LogsGrpcService extends OtlpGrpcService {

    LogsGrpcService(OtlpIngest ingest) {
        super(Signal.LOGS, LogsServiceGrpc.getExportMethod(), ingest);
    }
}
