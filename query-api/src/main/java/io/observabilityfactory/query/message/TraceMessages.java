package io.observabilityfactory.query.message;

import io.observabilityfactory.model.message.Message;
import io.observabilityfactory.model.message.MessageEvent;
import io.observabilityfactory.model.message.SpanMessages;
import io.observabilityfactory.model.message.SpanMessages.ToolSpan;
import io.observabilityfactory.model.trace.SpanType;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages of all spans of a trace. */
public final class TraceMessages {

    private final Map<String, List<MessageEvent>> logsBySpan = new HashMap<>();

    private TraceMessages() {}

    static TraceMessages from(List<Row> rows) {
        TraceMessages messages = new TraceMessages();
        for (Row row : rows) {
            messages.logsBySpan
                    .computeIfAbsent(row.getString("span_id"), id -> new ArrayList<>())
                    .add(MessageEvent.ofLog(
                            row.getString("event_name"), row.getString("body"), row.getString("attributes")));
        }
        return messages;
    }

    /** Changes when messages arrive. */
    public int version() {
        return logsBySpan.hashCode();
    }

    /**
     * What the span of a row was given and gave back, as callers see it.
     *
     * @param row with {@code span_id}, {@code span_type}, {@code tool}, {@code attributes} and {@code events}
     */
    public View of(Row row) {
        List<MessageEvent> events = new ArrayList<>(MessageEvent.ofSpan(row.getString("events")));
        // What a span carries itself is not told again by its log records.
        if (events.stream().noneMatch(MessageEvent::isMessage)) {
            events.addAll(logsBySpan.getOrDefault(row.getString("span_id"), List.of()));
        }
        boolean isTool = SpanType.TOOL.code().equals(row.getString("span_type"));
        SpanMessages messages =
                SpanMessages.of(new ToolSpan(isTool, row.getString("tool")), row.getString("attributes"), events);
        return new View(json(messages.input()), json(messages.output()));
    }

    private static List<Map<String, @Nullable Object>> json(List<Message> messages) {
        return messages.stream().map(Message::toJson).toList();
    }

    /** Lists of {@code {role, parts, toolCalls, finishReason, cut}}; empty when nothing was recorded. */
    public record View(List<Map<String, @Nullable Object>> input, List<Map<String, @Nullable Object>> output) {}
}
