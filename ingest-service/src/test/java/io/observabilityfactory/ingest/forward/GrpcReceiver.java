package io.observabilityfactory.ingest.forward;

import com.google.protobuf.Any;
import com.google.protobuf.util.Durations;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A backend that takes OTLP over gRPC and fails as it is told to. */
final class GrpcReceiver extends TraceServiceGrpc.TraceServiceImplBase implements AutoCloseable, ServerInterceptor {

    private final List<ExportTraceServiceRequest> taken = new CopyOnWriteArrayList<>();
    private final List<String> tenants = new CopyOnWriteArrayList<>();
    private final Queue<StatusRuntimeException> failures = new ConcurrentLinkedQueue<>();
    private final Server server;

    private GrpcReceiver() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(this)
                .intercept(this)
                .build()
                .start();
    }

    static GrpcReceiver start() {
        try {
            return new GrpcReceiver();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void export(ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> client) {
        StatusRuntimeException failure = failures.poll();
        if (failure != null) {
            client.onError(failure);
            return;
        }
        taken.add(request);
        client.onNext(ExportTraceServiceResponse.getDefaultInstance());
        client.onCompleted();
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        tenants.add(String.valueOf(headers.get(Metadata.Key.of("x-scope-orgid", Metadata.ASCII_STRING_MARSHALLER))));
        return next.startCall(call, headers);
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    void failWith(Status... statuses) {
        List.of(statuses).forEach(status -> failures.add(status.asRuntimeException()));
    }

    void askToRetryAfter(Duration pause) {
        RetryInfo retry = RetryInfo.newBuilder()
                .setRetryDelay(Durations.fromNanos(pause.toNanos()))
                .build();
        failures.add(StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(Status.Code.RESOURCE_EXHAUSTED.value())
                .addDetails(Any.pack(retry))
                .build()));
    }

    List<ExportTraceServiceRequest> requests() {
        return taken;
    }

    List<String> tenants() {
        return tenants;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
