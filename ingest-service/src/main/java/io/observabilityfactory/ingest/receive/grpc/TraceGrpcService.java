package io.observabilityfactory.ingest.receive.grpc;

import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.observabilityfactory.ingest.IngestException;
import io.observabilityfactory.ingest.TraceIngest;
import io.observabilityfactory.ingest.receive.OtlpStatus;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.quarkus.grpc.GrpcService;
import org.jboss.logging.Logger;

/** {@code opentelemetry.proto.collector.trace.v1.TraceService}. */
@GrpcService
class TraceGrpcService extends TraceServiceGrpc.TraceServiceImplBase {

    private static final Logger LOG = Logger.getLogger(TraceGrpcService.class);

    private final TraceIngest ingest;

    TraceGrpcService(TraceIngest ingest) {
        this.ingest = ingest;
    }

    @Override
    public void export(ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> client) {
        ingest.export(request).subscribe().with(response -> answer(client, response), failure -> fail(client, failure));
    }

    private static void answer(StreamObserver<ExportTraceServiceResponse> client, ExportTraceServiceResponse response) {
        client.onNext(response);
        client.onCompleted();
    }

    private static void fail(StreamObserver<ExportTraceServiceResponse> client, Throwable failure) {
        if (!(failure instanceof IngestException)) {
            LOG.error("A trace export failed", failure);
        }
        client.onError(StatusProto.toStatusRuntimeException(OtlpStatus.of(failure)));
    }
}
