package io.observabilityfactory.ingest.decode;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/**
 * OTLP writes trace and span ids in JSON as hexadecimal digits, where protobuf's mapping expects Base64. Hexadecimal
 * digits are valid Base64, and in ids their number is a multiple of four: encoding what was decoded gives them back.
 */
final class JsonIds {

    private static final Set<String> IDS = Set.of("trace_id", "span_id", "parent_span_id");
    private static final Set<Integer> BINARY_LENGTHS = Set.of(0, 8, 16);

    private JsonIds() {}

    /** Replaces the ids of a parsed message by what their digits stand for. */
    static void decode(Message.Builder message) throws InvalidProtocolBufferException {
        if (message instanceof AnyValue.Builder) {
            return;
        }
        for (FieldDescriptor field : message.getAllFields().keySet()) {
            if (IDS.contains(field.getName())) {
                message.setField(field, binary((ByteString) message.getField(field)));
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                decodeNested(message, field);
            }
        }
    }

    private static void decodeNested(Message.Builder message, FieldDescriptor field)
            throws InvalidProtocolBufferException {
        if (!field.isRepeated()) {
            decode(message.getFieldBuilder(field));
            return;
        }
        for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
            decode(message.getRepeatedFieldBuilder(field, i));
        }
    }

    /** Some clients do send Base64: then the length is right already. */
    private static ByteString binary(ByteString id) throws InvalidProtocolBufferException {
        if (BINARY_LENGTHS.contains(id.size())) {
            return id;
        }
        try {
            String digits = Base64.getEncoder().encodeToString(id.toByteArray());
            return ByteString.copyFrom(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException e) {
            throw new InvalidProtocolBufferException("an id is not made of hexadecimal digits");
        }
    }
}
