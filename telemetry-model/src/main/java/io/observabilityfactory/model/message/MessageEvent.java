package io.observabilityfactory.model.message;

import io.observabilityfactory.model.json.LenientJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message, or several, that came as an event of a span or as a log record.
 *
 * @param body of a log record, {@code null} otherwise
 */
public record MessageEvent(String name, @Nullable Object body, Map<?, ?> attributes) {

    /** Whether it is about messages at all. */
    public boolean isMessage() {
        return name.startsWith("gen_ai.");
    }

    /** @param attributes JSON object, as it is stored; {@code body} is JSON as well */
    public static MessageEvent ofLog(String name, @Nullable String body, String attributes) {
        return new MessageEvent(name, body == null ? null : value(body), object(value(attributes)));
    }

    /** @param events JSON array of a span's events, as it is stored */
    public static List<MessageEvent> ofSpan(String events) {
        return value(events) instanceof List<?> list
                ? list.stream()
                        .map(MessageEvent::object)
                        .map(event -> new MessageEvent(
                                String.valueOf(event.get("name")), null, object(event.get("attributes"))))
                        .toList()
                : List.of();
    }

    /** Of a list in one attribute, as old versions of some libraries send their events. */
    static List<MessageEvent> ofList(@Nullable Object list) {
        return Fields.unwrapped(list) instanceof List<?> events
                ? events.stream()
                        .map(MessageEvent::object)
                        .map(event -> new MessageEvent(String.valueOf(event.get("event.name")), event, Map.of()))
                        .toList()
                : List.of();
    }

    private static @Nullable Object value(String json) {
        LenientJson.Parsed parsed = LenientJson.parse(json);
        return parsed == null ? null : parsed.value();
    }

    private static Map<?, ?> object(@Nullable Object value) {
        return value instanceof Map<?, ?> object ? object : Map.of();
    }
}
