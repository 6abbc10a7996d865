package io.observabilityfactory.alert.channel;

import io.observabilityfactory.alert.lifecycle.Severity;
import io.observabilityfactory.alert.message.AlertMessage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Posts to Prometheus' Alertmanager, version 2 of its API. It knows an alert by its labels, of which the severity is one: with the
 * severity that holds, the other one is ended. An alert ends for it at its {@code endsAt}: far in the future until it is resolved.
 */
@ApplicationScoped
class AlertmanagerSender implements Sender {

    private static final String PATH = "/api/v2/alerts";
    private static final Duration UNLESS_RESOLVED = Duration.ofDays(31);

    private final HttpTargets targets;

    AlertmanagerSender(HttpTargets targets) {
        this.targets = targets;
    }

    @Override
    public ChannelType type() {
        return ChannelType.ALERTMANAGER;
    }

    @Override
    public Outcome send(Channel channel, Delivery delivery) {
        String base = channel.url().replaceFirst("/+$", "");
        String url = base.endsWith(PATH) ? base : base + PATH;
        return targets.post(
                url, channel.secrets().headers(), body(channel, delivery).encode());
    }

    static JsonArray body(Channel channel, Delivery delivery) {
        JsonArray alerts = new JsonArray();
        for (Severity severity : Severity.values()) {
            alerts.add(alert(channel, delivery, severity));
        }
        return alerts;
    }

    private static JsonObject alert(Channel channel, Delivery delivery, Severity severity) {
        AlertMessage message = delivery.message();
        boolean over = message.isResolved() || severity != message.severity();
        JsonObject annotations = new JsonObject().put("summary", channel.title(message));
        channel.ownText(message).ifPresent(text -> annotations.put("description", text));
        if (message.runbookUrl() != null) {
            annotations.put("runbook_url", message.runbookUrl());
        }
        message.facts().forEach(fact -> annotations.put(name(fact.name()), fact.value()));
        JsonObject alert = new JsonObject()
                .put("labels", new JsonObject(new TreeMap<>(labels(delivery, severity))))
                .put("annotations", annotations)
                .put("startsAt", start(message).toString())
                .put("endsAt", (over ? message.at() : end(message)).toString());
        String link = delivery.link() != null ? delivery.link() : message.dashboardUrl();
        return link == null ? alert : alert.put("generatorURL", link);
    }

    private static Map<String, Object> labels(Delivery delivery, Severity severity) {
        AlertMessage message = delivery.message();
        Map<String, Object> labels = new TreeMap<>();
        message.labels().forEach((label, value) -> {
            if (!value.isEmpty()) {
                labels.put(name(label), value);
            }
        });
        labels.put("alertname", message.rule());
        labels.put("project", message.project());
        labels.put("severity", severity.code());
        if (delivery.alertId() != null) {
            labels.put("alert_id", delivery.alertId().toString());
        }
        return labels;
    }

    private static String name(String label) {
        return label.replaceAll("[^a-zA-Z0-9_]", "_");
    }

    private static Instant start(AlertMessage message) {
        return message.startedAt() == null ? message.at() : message.startedAt();
    }

    private static Instant end(AlertMessage message) {
        Instant latest = message.at().plus(UNLESS_RESOLVED);
        return message.endsAt() != null
                        && message.endsAt().isAfter(message.at())
                        && message.endsAt().isBefore(latest)
                ? message.endsAt()
                : latest;
    }
}
