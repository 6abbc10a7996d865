package io.observabilityfactory.alert.channel;

import io.observabilityfactory.alert.message.AlertMessage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Posts a message as JSON, signed as Standard Webhooks are, with an id that a repetition has too. */
@ApplicationScoped
class WebhookSender implements Sender {

    private final HttpTargets targets;

    WebhookSender(HttpTargets targets) {
        this.targets = targets;
    }

    @Override
    public ChannelType type() {
        return ChannelType.WEBHOOK;
    }

    @Override
    public Outcome send(Channel channel, Delivery delivery) {
        String body = body(channel, delivery).encode();
        Map<String, String> headers = new HashMap<>(channel.secrets().headers());
        headers.put("Idempotency-Key", delivery.key().toString());
        headers.put("webhook-id", delivery.key().toString());
        // The receiver compares it with its own clock: the real time, not the one that rules are judged by.
        Instant now = Instant.now();
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        String secret = channel.secrets().signingSecret();
        if (secret != null) {
            headers.put(
                    "webhook-signature",
                    WebhookSignature.sign(secret, delivery.key().toString(), now, body));
        }
        return targets.post(channel.url(), headers, body);
    }

    static JsonObject body(Channel channel, Delivery delivery) {
        AlertMessage message = delivery.message();
        JsonObject body = new JsonObject()
                .put("id", delivery.key().toString())
                .put("alertId", delivery.alertId())
                .put("kind", message.kind().code())
                .put("severity", message.severity().code())
                .put("project", message.project())
                .put("rule", message.rule())
                .put("title", channel.title(message))
                .put("labels", new JsonObject(new HashMap<>(message.labels())))
                .put("facts", facts(message))
                .put("value", message.value())
                .put("threshold", message.threshold())
                .put("unit", message.unit())
                .put("at", message.at().toString())
                .put("startedAt", text(message.startedAt()))
                .put("link", delivery.link())
                .put("runbookUrl", message.runbookUrl())
                .put("dashboardUrl", message.dashboardUrl());
        channel.ownText(message).ifPresent(text -> body.put("text", text));
        return body;
    }

    private static JsonArray facts(AlertMessage message) {
        JsonArray facts = new JsonArray();
        message.facts()
                .forEach(fact ->
                        facts.add(new JsonObject().put("name", fact.name()).put("value", fact.value())));
        return facts;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
