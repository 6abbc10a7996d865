package io.observabilityfactory.ingest.decode;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import io.observabilityfactory.ingest.Signal;
import io.observabilityfactory.ingest.normalize.Rejection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads protobuf. Should a request be malformed, its records are read one by one: all signals nest them alike, a request
 * holds resources, these hold scopes, and these hold records.
 */
final class ProtobufDecoder {

    private static final int SCOPE_LEVEL = 2;

    private final List<Rejection> unreadable = new ArrayList<>();

    private ProtobufDecoder() {}

    static Decoded decode(Signal signal, byte[] body) throws InvalidProtocolBufferException {
        try {
            return new Decoded(signal.request().getParserForType().parseFrom(body), List.of());
        } catch (InvalidProtocolBufferException e) {
            return new ProtobufDecoder().salvage(signal, body, e);
        }
    }

    private Decoded salvage(Signal signal, byte[] body, InvalidProtocolBufferException cause)
            throws InvalidProtocolBufferException {
        Message.Builder request = signal.request().newBuilderForType();
        try {
            readInto(request, ByteString.copyFrom(body), 0);
        } catch (IOException e) {
            throw cause;
        }
        Message salvaged = request.build();
        if (unreadable.isEmpty() && salvaged.getSerializedSize() == 0) {
            throw cause;
        }
        return new Decoded(salvaged, unreadable);
    }

    private void readInto(Message.Builder container, ByteString bytes, int level) throws IOException {
        CodedInputStream in = bytes.newCodedInput();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            FieldDescriptor field =
                    container.getDescriptorForType().findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            if (isMessage(field) && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                read(container, field, in.readBytes(), level);
            } else {
                in.skipField(tag);
            }
        }
    }

    private static boolean isMessage(@Nullable FieldDescriptor field) {
        return field != null && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    }

    private void read(Message.Builder container, FieldDescriptor field, ByteString bytes, int level)
            throws IOException {
        Message.Builder nested = container.newBuilderForField(field);
        if (!field.isRepeated()) {
            whole(nested, bytes).ifPresent(message -> container.setField(field, message));
        } else if (level < SCOPE_LEVEL) {
            readInto(nested, bytes, level + 1);
            container.addRepeatedField(field, nested.build());
        } else {
            whole(nested, bytes)
                    .ifPresentOrElse(
                            message -> container.addRepeatedField(field, message),
                            () -> unreadable.add(new Rejection("record is not valid protobuf", bytes.toByteArray())));
        }
    }

    /** Empty when the bytes cannot be read as such a message. */
    private static Optional<Message> whole(Message.Builder builder, ByteString bytes) {
        try {
            return Optional.of(builder.mergeFrom(bytes).build());
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }
}
