package io.observabilityfactory.ingest.receive.grpc;

import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.observabilityfactory.ingest.OtlpIngest;
import io.observabilityfactory.ingest.Signal;
import io.observabilityfactory.ingest.auth.Access;
import io.observabilityfactory.ingest.decode.Encoding;
import io.observabilityfactory.ingest.receive.OtlpStatus;
import io.observabilityfactory.model.access.Credentials;
import io.smallrye.mutiny.Uni;

/**
 * The one method, {@code Export}, of OTLP's service for a signal. Requests are taken as bytes: decoding them, and what
 * happens when that fails, is the same for all transports.
 */
abstract class OtlpGrpcService implements BindableService {

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of(Credentials.AUTHORIZATION, Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> API_KEY =
            Metadata.Key.of(Credentials.API_KEY, Metadata.ASCII_STRING_MARSHALLER);
    private static final Context.Key<Metadata> HEADERS = Context.key("headers");

    private final Signal signal;
    private final MethodDescriptor<?, ?> method;
    private final OtlpIngest ingest;

    /** @param method as generated from the OTLP definitions */
    OtlpGrpcService(Signal signal, MethodDescriptor<?, ?> method, OtlpIngest ingest) {
        this.signal = signal;
        this.method = method;
        this.ingest = ingest;
    }

    @Override
    public ServerServiceDefinition bindService() {
        MethodDescriptor<RequestBytes, byte[]> bytesMethod = method.toBuilder(
                        new RequestBytes.Marshaller(), new BytesMarshaller())
                .build();
        ServerServiceDefinition service = ServerServiceDefinition.builder(method.getServiceName())
                .addMethod(bytesMethod, ServerCalls.asyncUnaryCall(this::export))
                .build();
        return ServerInterceptors.intercept(service, new KeepHeaders());
    }

    private void export(RequestBytes request, StreamObserver<byte[]> client) {
        if (request.refusal() != null) {
            client.onError(request.refusal());
            return;
        }
        // Without a handler an answer to a client that has gone would be an error.
        ((ServerCallStreamObserver<byte[]>) client).setOnCancelHandler(() -> {});
        Metadata headers = HEADERS.get();
        Uni.createFrom()
                .deferred(() -> ingest.export(
                        signal,
                        Encoding.PROTOBUF,
                        request.bytes(),
                        Access.credentials(headers.get(AUTHORIZATION), headers.get(API_KEY))))
                .subscribe()
                .with(answer -> answer(client, answer), failure -> fail(client, failure));
    }

    private static void answer(StreamObserver<byte[]> client, byte[] answer) {
        client.onNext(answer);
        client.onCompleted();
    }

    private static void fail(StreamObserver<byte[]> client, Throwable failure) {
        client.onError(StatusProto.toStatusRuntimeException(OtlpStatus.of(failure)));
    }

    private static final class KeepHeaders implements ServerInterceptor {

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            return io.grpc.Contexts.interceptCall(Context.current().withValue(HEADERS, headers), call, headers, next);
        }
    }
}
