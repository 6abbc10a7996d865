package io.observabilityfactory.ingest.receive.grpc;

import io.observabilityfactory.ingest.OtlpIngest;
import io.observabilityfactory.ingest.Signal;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.quarkus.grpc.GrpcService;

@GrpcService
class MetricsGrpcService extends OtlpGrpcService {

    MetricsGrpcService(OtlpIngest ingest) {
        super(Signal.METRICS, MetricsServiceGrpc.getExportMethod(), ingest);
    }
}
