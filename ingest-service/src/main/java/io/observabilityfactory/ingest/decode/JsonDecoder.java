package io.observabilityfactory.ingest.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.observabilityfactory.ingest.Signal;
import io.observabilityfactory.ingest.normalize.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Reads OTLP's JSON: protobuf's JSON mapping with hexadecimal ids. Numbers may be text, enums may be names or numbers, and
 * unknown fields are passed over. Should a request be malformed, its records are read one by one.
 */
final class JsonDecoder {

    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();
    private static final ObjectMapper TREE = new ObjectMapper();

    private final Signal signal;
    private final List<Rejection> unreadable = new ArrayList<>();

    private JsonDecoder(Signal signal) {
        this.signal = signal;
    }

    static Decoded decode(Signal signal, String body) throws InvalidProtocolBufferException {
        try {
            return new Decoded(parse(signal.request().newBuilderForType(), body), List.of());
        } catch (InvalidProtocolBufferException e) {
            return new JsonDecoder(signal).salvage(body, e);
        }
    }

    private static Message parse(Message.Builder builder, String json) throws InvalidProtocolBufferException {
        PARSER.merge(json, builder);
        JsonIds.decode(builder);
        return builder.build();
    }

    private Decoded salvage(String body, InvalidProtocolBufferException cause) throws InvalidProtocolBufferException {
        try {
            JsonNode request = TREE.readTree(body);
            removeUnreadable(request, signal.request().newBuilderForType(), 0);
            return new Decoded(parse(signal.request().newBuilderForType(), request.toString()), unreadable);
        } catch (JsonProcessingException e) {
            throw cause;
        }
    }

    /** @param container of the type that {@code node} is the JSON of */
    private void removeUnreadable(JsonNode node, Message.Builder container, int level) {
        String name = signal.levels().get(level);
        FieldDescriptor field = container.getDescriptorForType().getFields().stream()
                .filter(candidate -> candidate.getJsonName().equals(name))
                .findFirst()
                .orElseThrow();
        boolean isRecord = level == signal.levels().size() - 1;
        for (Iterator<JsonNode> nested = node.path(name).elements(); nested.hasNext(); ) {
            JsonNode element = nested.next();
            if (!isRecord) {
                removeUnreadable(element, container.newBuilderForField(field), level + 1);
            } else if (!isReadable(element, container.newBuilderForField(field))) {
                unreadable.add(new Rejection(
                        "record is not valid OTLP JSON", element.toString().getBytes(StandardCharsets.UTF_8)));
                nested.remove();
            }
        }
    }

    private static boolean isReadable(JsonNode element, Message.Builder builder) {
        try {
            parse(builder, element.toString());
            return true;
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }
}
