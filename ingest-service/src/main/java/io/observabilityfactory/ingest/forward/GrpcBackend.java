package io.observabilityfactory.ingest.forward;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import io.observabilityfactory.service.address.TargetGuard;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A backend that speaks OTLP over gRPC. */
final class GrpcBackend implements Backend {

    private static final int DEFAULT_PORT = 4317;

    /** What servers of different languages say of a message they will never read; the status is that of overload. */
    private static final Pattern TOO_LARGE = Pattern.compile("larger than max|exceeds maximum size");

    private final URI endpoint;
    private final CheckedAddress address;
    private final Metadata headers;
    private final Duration timeout;
    private @Nullable Connection open;

    /** A channel to one address of the backend. */
    private record Connection(InetAddress address, ManagedChannel channel) {}

    GrpcBackend(TargetGuard guard, URI endpoint, Map<String, String> headers, Duration timeout) {
        this.endpoint = endpoint;
        this.address = new CheckedAddress(guard, endpoint);
        this.headers = metadata(headers);
        this.timeout = timeout;
    }

    private synchronized ManagedChannel channel() throws BackendException {
        InetAddress current = address.current();
        if (open == null || !open.address().equals(current)) {
            close();
            open = new Connection(current, channel(current));
        }
        return open.channel();
    }

    /** It goes to the address that was checked; name and certificate are those of the endpoint. */
    private ManagedChannel channel(InetAddress to) {
        int port = endpoint.getPort() < 0 ? DEFAULT_PORT : endpoint.getPort();
        NettyChannelBuilder channel = NettyChannelBuilder.forAddress(new InetSocketAddress(to, port))
                .overrideAuthority(endpoint.getHost() + ":" + port);
        return endpoint.getScheme().equals("http")
                ? channel.usePlaintext().build()
                : channel.useTransportSecurity().build();
    }

    private static Metadata metadata(Map<String, String> headers) {
        Metadata metadata = new Metadata();
        headers.forEach((name, value) ->
                metadata.put(Metadata.Key.of(name.toLowerCase(Locale.ROOT), Metadata.ASCII_STRING_MARSHALLER), value));
        return metadata;
    }

    @Override
    public ExportTraceServiceResponse send(ExportTraceServiceRequest request) throws BackendException {
        try {
            return TraceServiceGrpc.newBlockingStub(channel())
                    .withCompression("gzip")
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                    .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .export(request);
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Code.UNAVAILABLE) {
                address.failed();
            }
            throw failure(e);
        }
    }

    private static BackendException failure(StatusRuntimeException e) {
        String message = e.getStatus().getCode() + ": " + e.getStatus().getDescription();
        return switch (e.getStatus().getCode()) {
            case INVALID_ARGUMENT -> new BackendException.Refused(message, e);
            case UNAUTHENTICATED, PERMISSION_DENIED, UNIMPLEMENTED, NOT_FOUND ->
                new BackendException.Denied(message, e);
            default ->
                TOO_LARGE.matcher(message).find()
                        ? new BackendException.Refused(message, e)
                        : new BackendException.Unavailable(message, e, retryAfter(e));
        };
    }

    private static @Nullable Duration retryAfter(StatusRuntimeException e) {
        Status status = StatusProto.fromThrowable(e);
        if (status == null) {
            return null;
        }
        try {
            for (com.google.protobuf.Any detail : status.getDetailsList()) {
                if (detail.is(RetryInfo.class)) {
                    return Duration.ofNanos(
                            Durations.toNanos(detail.unpack(RetryInfo.class).getRetryDelay()));
                }
            }
        } catch (InvalidProtocolBufferException unreadable) {
            e.addSuppressed(unreadable);
        }
        return null;
    }

    /** What is under way may end. */
    @Override
    public synchronized void close() {
        if (open != null) {
            open.channel().shutdown();
            open = null;
        }
    }
}
