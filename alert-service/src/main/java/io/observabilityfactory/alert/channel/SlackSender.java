package io.observabilityfactory.alert.channel;

import io.observabilityfactory.alert.message.AlertMessage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Posts to an incoming webhook of Slack, in blocks, with a plain text for notifications. */
@ApplicationScoped
class SlackSender implements Sender {

    private static final int LONGEST_HEADER = 150;
    private static final int LONGEST_SECTION = 3000;
    private static final int MOST_FIELDS = 10;
    private static final int LONGEST_FIELD_NAME = 200;
    private static final int LONGEST_FIELD = 1700;
    private static final int LONGEST_FALLBACK = 1000;

    private final HttpTargets targets;

    SlackSender(HttpTargets targets) {
        this.targets = targets;
    }

    @Override
    public ChannelType type() {
        return ChannelType.SLACK;
    }

    @Override
    public Outcome send(Channel channel, Delivery delivery) {
        return targets.post(channel.url(), Map.of(), body(channel, delivery).encode());
    }

    static JsonObject body(Channel channel, Delivery delivery) {
        AlertMessage message = delivery.message();
        String title = channel.title(message);
        JsonArray blocks = new JsonArray().add(header(sign(message) + " " + title));
        channel.ownText(message)
                .ifPresentOrElse(text -> blocks.add(section(text)), () -> addUsualText(blocks, message));
        JsonArray buttons = new JsonArray();
        addButton(buttons, "Alert", delivery.link());
        addButton(buttons, "Runbook", message.runbookUrl());
        addButton(buttons, "Dashboard", message.dashboardUrl());
        if (!buttons.isEmpty()) {
            blocks.add(new JsonObject().put("type", "actions").put("elements", buttons));
        }
        return new JsonObject().put("text", escaped(title, LONGEST_FALLBACK)).put("blocks", blocks);
    }

    private static void addUsualText(JsonArray blocks, AlertMessage message) {
        JsonArray fields = new JsonArray().add(field("Project", message.project()));
        message.facts().stream().limit(MOST_FIELDS - 1).forEach(fact -> fields.add(field(fact.name(), fact.value())));
        blocks.add(new JsonObject().put("type", "section").put("fields", fields));
        if (!message.advice().isEmpty()) {
            blocks.add(section("• " + String.join("\n• ", message.advice())));
        }
    }

    private static String sign(AlertMessage message) {
        return switch (message.word()) {
            case "critical" -> ":red_circle:";
            case "warning" -> ":large_yellow_circle:";
            default -> ":large_green_circle:";
        };
    }

    private static JsonObject header(String text) {
        return new JsonObject()
                .put("type", "header")
                .put(
                        "text",
                        new JsonObject()
                                .put("type", "plain_text")
                                .put("emoji", true)
                                .put("text", shortened(text, LONGEST_HEADER)));
    }

    private static JsonObject section(String text) {
        return new JsonObject().put("type", "section").put("text", markdown(escaped(text, LONGEST_SECTION)));
    }

    private static JsonObject field(String name, String value) {
        return markdown("*" + escaped(name, LONGEST_FIELD_NAME) + "*\n" + escaped(value, LONGEST_FIELD));
    }

    /** Verbatim: Slack would otherwise make links of whatever looks like an address, a channel or a user. */
    private static JsonObject markdown(String text) {
        return new JsonObject().put("type", "mrkdwn").put("text", text).put("verbatim", true);
    }

    private static void addButton(JsonArray buttons, String label, @Nullable String url) {
        if (url != null) {
            buttons.add(new JsonObject()
                    .put("type", "button")
                    .put("text", new JsonObject().put("type", "plain_text").put("text", label))
                    .put("url", url));
        }
    }

    /** Names of agents and users must not become links or mentions. No character is cut in two, whatever it is written as. */
    private static String escaped(String text, int longest) {
        StringBuilder escaped = new StringBuilder();
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            String character = escaped(text.codePointAt(at));
            if (escaped.length() + character.length() >= longest) {
                return escaped.append('…').toString();
            }
            escaped.append(character);
        }
        return escaped.toString();
    }

    private static String escaped(int character) {
        return switch (character) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> Character.toString(character);
        };
    }

    private static String shortened(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
