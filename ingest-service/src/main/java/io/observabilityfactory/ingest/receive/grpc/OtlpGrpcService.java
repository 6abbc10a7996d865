package io.observabilityfactory.ingest.receive.grpc;

import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.observabilityfactory.ingest.HeldBytes;
import io.observabilityfactory.ingest.OtlpIngest;
import io.observabilityfactory.ingest.Signal;
import io.observabilityfactory.ingest.auth.Access;
import io.observabilityfactory.ingest.decode.Encoding;
import io.observabilityfactory.ingest.project.Project;
import io.observabilityfactory.ingest.receive.Arrival;
import io.observabilityfactory.ingest.receive.OtlpStatus;
import io.observabilityfactory.model.access.Credentials;
import io.smallrye.mutiny.Uni;
import java.util.Objects;
import java.util.Optional;

/**
 * The one method, {@code Export}, of OTLP's service for a signal. Requests are taken as bytes: decoding them, and what
 * happens when that fails, is the same for all transports.
 */
abstract class OtlpGrpcService implements BindableService {

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of(Credentials.AUTHORIZATION, Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> API_KEY =
            Metadata.Key.of(Credentials.API_KEY, Metadata.ASCII_STRING_MARSHALLER);

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
        return ServerInterceptors.intercept(service, new Gate());
    }

    private void export(RequestBytes request, StreamObserver<byte[]> client) {
        Incoming call = Incoming.CURRENT.get();
        Optional<HeldBytes> held = call.arrival().complete();
        if (held.isEmpty()) {
            return;
        }
        if (request.refusal() != null) {
            held.get().release();
            client.onError(request.refusal());
            return;
        }
        // Without a handler an answer to a client that has gone would be an error.
        ((ServerCallStreamObserver<byte[]>) client).setOnCancelHandler(() -> {});
        call.sender()
                .chain(sender -> ingest.export(signal, Encoding.PROTOBUF, request.bytes(), sender, held.get()))
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

    /**
     * A call before its message is here.
     *
     * @param sender whose it is, found out once
     */
    private record Incoming(Arrival arrival, Uni<Project> sender) {

        static final Context.Key<Incoming> CURRENT = Context.key("incoming");
    }

    /** Asks for nothing of a message before it is known whose it is, and answers for those that are refused while they come. */
    private final class Gate implements ServerInterceptor {

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            Arrival arrival = ArrivingCalls.ARRIVAL.get();
            Uni<Project> sender = Uni.createFrom()
                    .deferred(() -> ingest.sender(Access.credentials(headers.get(AUTHORIZATION), headers.get(API_KEY))))
                    .memoize()
                    .indefinitely();
            arrival.onRefusal(reason -> refuse(call, reason));
            return Contexts.interceptCall(
                    Context.current().withValue(Incoming.CURRENT, new Incoming(arrival, sender)),
                    new ForwardingServerCall.SimpleForwardingServerCall<>(call) {
                        @Override
                        public void request(int messages) {
                            sender.subscribe().with(known -> super.request(messages), arrival::refuse);
                        }
                    },
                    headers,
                    next);
        }

        private static void refuse(ServerCall<?, ?> call, Throwable reason) {
            StatusRuntimeException told = StatusProto.toStatusRuntimeException(OtlpStatus.of(reason));
            call.close(told.getStatus(), Objects.requireNonNullElseGet(told.getTrailers(), Metadata::new));
        }
    }
}
