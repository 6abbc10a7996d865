package io.observabilityfactory.ingest.decode;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.RetryInfo;
import io.observabilityfactory.ingest.IngestException.Unacceptable;
import io.observabilityfactory.ingest.Signal;
import java.nio.charset.StandardCharsets;

/** The two encodings of OTLP. An answer has that of its request. */
public enum Encoding {
    PROTOBUF("application/x-protobuf") {
        @Override
        public Decoded decode(Signal signal, byte[] body) {
            try {
                return ProtobufDecoder.decode(signal, body);
            } catch (InvalidProtocolBufferException e) {
                throw new Unacceptable("The body is not an OTLP export in protobuf: " + e.getMessage(), e);
            }
        }

        @Override
        public byte[] encode(Message message) {
            return message.toByteArray();
        }
    },
    JSON("application/json") {
        @Override
        public Decoded decode(Signal signal, byte[] body) {
            try {
                return JsonDecoder.decode(signal, new String(body, StandardCharsets.UTF_8));
            } catch (InvalidProtocolBufferException e) {
                throw new Unacceptable("The body is not an OTLP export in JSON: " + e.getMessage(), e);
            }
        }

        @Override
        public byte[] encode(Message message) {
            try {
                return PRINTER.print(message).getBytes(StandardCharsets.UTF_8);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("an answer of ours has no JSON form", e);
            }
        }
    };

    private static final JsonFormat.Printer PRINTER = JsonFormat.printer()
            .usingTypeRegistry(
                    TypeRegistry.newBuilder().add(RetryInfo.getDescriptor()).build())
            .omittingInsignificantWhitespace();

    private final String contentType;

    Encoding(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    /** @throws Unacceptable when not even the frame of the request can be read */
    public abstract Decoded decode(Signal signal, byte[] body);

    public abstract byte[] encode(Message message);
}
