package io.observabilityfactory.bench.load;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.observabilityfactory.bench.load.Answer.Acknowledged;
import io.observabilityfactory.bench.load.Answer.Refused;
import io.observabilityfactory.bench.load.Answer.Retryable;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** OTLP/gRPC without the generated client, which would want a parsed request. */
final class GrpcConnection implements OtlpConnection {

    /** As the OTLP specification lists them. */
    private static final Set<Code> RETRYABLE = Set.of(
            Code.CANCELLED,
            Code.DEADLINE_EXCEEDED,
            Code.RESOURCE_EXHAUSTED,
            Code.ABORTED,
            Code.OUT_OF_RANGE,
            Code.UNAVAILABLE,
            Code.DATA_LOSS);

    private static final MethodDescriptor<byte[], ExportTraceServiceResponse> EXPORT =
            MethodDescriptor.<byte[], ExportTraceServiceResponse>newBuilder()
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName("opentelemetry.proto.collector.trace.v1.TraceService/Export")
                    .setRequestMarshaller(new Encoded())
                    .setResponseMarshaller(ProtoUtils.marshaller(ExportTraceServiceResponse.getDefaultInstance()))
                    .build();

    private final ManagedChannel channel;

    GrpcConnection(int port) {
        channel = NettyChannelBuilder.forAddress(HOST, port).usePlaintext().build();
    }

    @Override
    public Answer export(byte[] request) {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
        try {
            ExportTraceServiceResponse response = ClientCalls.blockingUnaryCall(channel, EXPORT, options, request);
            return new Acknowledged(response.getPartialSuccess().getRejectedSpans());
        } catch (StatusRuntimeException e) {
            return RETRYABLE.contains(e.getStatus().getCode())
                    ? new Retryable(pause(e), e.getMessage())
                    : new Refused(e.getMessage());
        }
    }

    private static Duration pause(StatusRuntimeException failure) {
        com.google.rpc.Status status = StatusProto.fromThrowable(failure);
        if (status != null) {
            for (Any detail : status.getDetailsList()) {
                if (detail.is(RetryInfo.class)) {
                    return pause(detail);
                }
            }
        }
        return PAUSE;
    }

    private static Duration pause(Any detail) {
        try {
            com.google.protobuf.Duration delay = detail.unpack(RetryInfo.class).getRetryDelay();
            return Duration.ofSeconds(delay.getSeconds(), delay.getNanos());
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private static final class Encoded implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] request) {
            return new ByteArrayInputStream(request);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
