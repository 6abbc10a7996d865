package io.observabilityfactory.ingest.receive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.observabilityfactory.ingest.Signal;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** The ways OTLP travels, as a client sees them: what differs between them is here, what holds over all is in the tests. */
enum Transport {
    GRPC {
        @Override
        byte[] encode(Message request) {
            return request.toByteArray();
        }

        @Override
        Answer send(Ports ports, Signal signal, byte[] body, Map<String, String> headers) {
            return call(ports, signal, body, headers, CallOptions.DEFAULT);
        }

        @Override
        Answer sendCompressed(Ports ports, Signal signal, byte[] body) {
            return call(ports, signal, body, Map.of(), CallOptions.DEFAULT.withCompression("gzip"));
        }

        @Override
        Unfinished begin(Ports ports, Signal signal, byte[] part, int length, Map<String, String> headers)
                throws IOException {
            return Unfinished.overGrpc(ports, method(signal).getFullMethodName(), part, length, headers);
        }

        private Answer call(Ports ports, Signal signal, byte[] body, Map<String, String> headers, CallOptions options) {
            ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", ports.grpc())
                    .usePlaintext()
                    .maxInboundMessageSize(64 << 20)
                    .build();
            Metadata metadata = new Metadata();
            headers.forEach(
                    (name, value) -> metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
            try {
                return new Answer(
                        Status.getDefaultInstance(),
                        ClientCalls.blockingUnaryCall(
                                ClientInterceptors.intercept(
                                        channel, MetadataUtils.newAttachHeadersInterceptor(metadata)),
                                method(signal),
                                options,
                                body));
            } catch (StatusRuntimeException e) {
                return new Answer(StatusProto.fromThrowable(e), null);
            } finally {
                channel.shutdownNow();
            }
        }
    },
    HTTP_PROTOBUF {
        @Override
        byte[] encode(Message request) {
            return request.toByteArray();
        }

        @Override
        Answer send(Ports ports, Signal signal, byte[] body, Map<String, String> headers) throws IOException {
            HttpResponse<byte[]> response = post(ports, signal, "application/x-protobuf", body, headers);
            return response.statusCode() == 200
                    ? new Answer(Status.getDefaultInstance(), parse(signal, response.body()))
                    : new Answer(Status.parseFrom(response.body()), null, response);
        }

        @Override
        Unfinished begin(Ports ports, Signal signal, byte[] part, int length, Map<String, String> headers)
                throws IOException {
            return Unfinished.overHttp(ports, path(signal), "application/x-protobuf", part, length, headers);
        }
    },
    HTTP_JSON {
        @Override
        byte[] encode(Message request) throws IOException {
            JsonNode tree = JSON.readTree(JsonFormat.printer().print(request));
            useHexIds(tree);
            return JSON.writeValueAsBytes(tree);
        }

        @Override
        Answer send(Ports ports, Signal signal, byte[] body, Map<String, String> headers) throws IOException {
            HttpResponse<byte[]> response = post(ports, signal, "application/json", body, headers);
            String text = new String(response.body(), StandardCharsets.UTF_8);
            if (response.statusCode() == 200) {
                Message.Builder answer = signal.response(0, "").newBuilderForType();
                JsonFormat.parser().merge(text, answer);
                return new Answer(Status.getDefaultInstance(), answer.build());
            }
            Status.Builder status = Status.newBuilder();
            JsonFormat.parser().usingTypeRegistry(DETAILS).merge(text, status);
            return new Answer(status.build(), null, response);
        }

        @Override
        Unfinished begin(Ports ports, Signal signal, byte[] part, int length, Map<String, String> headers)
                throws IOException {
            return Unfinished.overHttp(ports, path(signal), "application/json", part, length, headers);
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeRegistry DETAILS =
            TypeRegistry.newBuilder().add(RetryInfo.getDescriptor()).build();
    private static final Set<String> IDS = Set.of("traceId", "spanId", "parentSpanId");

    record Ports(int grpc, int http) {}

    /**
     * @param status OK, or what went wrong
     * @param response null when something went wrong
     * @param http null over gRPC
     */
    record Answer(Status status, Message response, HttpResponse<byte[]> http) {

        Answer(Status status, Message response) {
            this(status, response, null);
        }

        boolean hasPartialSuccess() {
            return response.getAllFields().keySet().stream()
                    .anyMatch(field -> field.getName().equals("partial_success"));
        }

        long rejected() {
            return (long) partialSuccess(1);
        }

        String explanation() {
            return (String) partialSuccess(2);
        }

        private Object partialSuccess(int field) {
            Message partial =
                    (Message) response.getField(response.getDescriptorForType().findFieldByNumber(1));
            return partial.getField(partial.getDescriptorForType().findFieldByNumber(field));
        }
    }

    abstract byte[] encode(Message request) throws IOException;

    abstract Answer send(Ports ports, Signal signal, byte[] body, Map<String, String> headers) throws IOException;

    /**
     * Begins an export and leaves it at that.
     *
     * @param length what is announced, of which the part is the beginning
     */
    abstract Unfinished begin(Ports ports, Signal signal, byte[] part, int length, Map<String, String> headers)
            throws IOException;

    Answer sendCompressed(Ports ports, Signal signal, byte[] body) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(body);
        }
        return send(ports, signal, compressed.toByteArray(), Map.of("Content-Encoding", "gzip"));
    }

    Answer export(Ports ports, Signal signal, Message request) throws IOException {
        return send(ports, signal, encode(request), Map.of());
    }

    private static MethodDescriptor<byte[], Message> method(Signal signal) {
        MethodDescriptor<?, ?> method =
                switch (signal) {
                    case TRACES -> TraceServiceGrpc.getExportMethod();
                    case LOGS -> LogsServiceGrpc.getExportMethod();
                    case METRICS -> MetricsServiceGrpc.getExportMethod();
                };
        return method.toBuilder(new Bytes(), new Answers(signal)).build();
    }

    private static Message parse(Signal signal, byte[] answer) throws IOException {
        return signal.response(0, "").getParserForType().parseFrom(answer);
    }

    private static String path(Signal signal) {
        return "/v1/" + signal.pathName();
    }

    private static HttpResponse<byte[]> post(
            Ports ports, Signal signal, String contentType, byte[] body, Map<String, String> headers)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + ports.http() + path(signal)))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** OTLP's JSON has hexadecimal digits where protobuf's mapping has Base64. */
    private static void useHexIds(JsonNode node) {
        if (node instanceof ObjectNode object) {
            IDS.stream()
                    .filter(object::has)
                    .forEach(id -> object.put(
                            id,
                            HexFormat.of()
                                    .formatHex(Base64.getDecoder()
                                            .decode(object.get(id).textValue()))));
        }
        node.forEach(Transport::useHexIds);
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            throw new UnsupportedOperationException("only sent");
        }
    }

    private record Answers(Signal signal) implements MethodDescriptor.Marshaller<Message> {

        @Override
        public InputStream stream(Message value) {
            throw new UnsupportedOperationException("only received");
        }

        @Override
        public Message parse(InputStream stream) {
            try {
                return Transport.parse(signal, stream.readAllBytes());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
