package io.observabilityfactory.alert.channel;

import io.observabilityfactory.alert.lifecycle.MessageKind;
import io.observabilityfactory.alert.lifecycle.Severity;
import io.observabilityfactory.alert.message.AlertMessage;
import io.observabilityfactory.alert.message.Fact;
import io.observabilityfactory.service.problem.ProblemException;
import io.quarkus.qute.Engine;
import io.quarkus.qute.TemplateException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Templates people write for their channels, in Qute. They see maps, lists and texts only: nothing of this program can be reached
 * from one.
 */
final class MessageTemplate {

    private static final int LONGEST_RESULT = 20_000;
    private static final Engine ENGINE =
            Engine.builder().addDefaults().strictRendering(true).build();

    private static final AlertMessage SAMPLE = new AlertMessage(
            MessageKind.TEST,
            Severity.WARNING,
            "default",
            "sample",
            Map.of("agent", "coder", "rule", "sample"),
            "A sample",
            List.of(new Fact("Agent", "coder")),
            List.of(),
            BigDecimal.ONE,
            BigDecimal.ONE,
            "USD",
            Instant.EPOCH,
            Instant.EPOCH,
            null,
            null,
            null);

    private MessageTemplate() {}

    /** Tells whoever writes it what is wrong with it. */
    static void check(String parameter, String template) {
        try {
            render(template, SAMPLE);
        } catch (TemplateException e) {
            throw ProblemException.invalid(
                    parameter,
                    "a Qute template over "
                            + String.join(
                                    ", ",
                                    data(SAMPLE).keySet().stream().sorted().toList()) + ": " + e.getMessage());
        }
    }

    static String render(String template, AlertMessage message) {
        String text = ENGINE.parse(template).render(data(message));
        return text.substring(0, Math.min(text.length(), LONGEST_RESULT));
    }

    private static Map<String, Object> data(AlertMessage message) {
        Map<String, Object> data = new HashMap<>();
        data.put("kind", message.kind().code());
        data.put("word", message.word());
        data.put("severity", message.severity().code());
        data.put("project", message.project());
        data.put("rule", message.rule());
        data.put("title", message.title());
        data.put("subject", message.subject());
        data.put("labels", message.labels());
        data.put(
                "facts",
                message.facts().stream()
                        .map(fact -> Map.of("name", fact.name(), "value", fact.value()))
                        .collect(Collectors.toList()));
        data.put("advice", message.advice());
        data.put("value", text(message.value()));
        data.put("threshold", text(message.threshold()));
        data.put("unit", message.unit());
        data.put("at", message.at().toString());
        data.put(
                "startedAt",
                message.startedAt() == null ? "" : message.startedAt().toString());
        data.put("runbookUrl", text(message.runbookUrl()));
        data.put("dashboardUrl", text(message.dashboardUrl()));
        return data;
    }

    private static String text(@Nullable Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value == null ? "" : value.toString();
    }
}
