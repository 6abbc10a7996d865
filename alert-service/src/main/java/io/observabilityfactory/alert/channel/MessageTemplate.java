package io.observabilityfactory.alert.channel;

import io.observabilityfactory.alert.lifecycle.MessageKind;
import io.observabilityfactory.alert.lifecycle.Severity;
import io.observabilityfactory.alert.message.AlertMessage;
import io.observabilityfactory.alert.message.Fact;
import io.observabilityfactory.service.problem.ProblemException;
import io.quarkus.qute.Engine;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.LoopSectionHelper;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.WhenSectionHelper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Templates people write for their channels, in Qute. They see maps, lists and texts only: nothing of this program can be reached
 * from one. They may choose and repeat, but not repeat at will: a template is somebody's, the time it takes is everybody's.
 */
final class MessageTemplate {

    private static final Logger LOG = Logger.getLogger(MessageTemplate.class);

    private static final int LONGEST_RESULT = 20_000;
    private static final int MOST_LOOPS = 3;

    /** The sections that Qute has beyond these evaluate texts as templates, call themselves, or give numbers the names of lists. */
    private static final Engine ENGINE = Engine.builder()
            .addDefaultValueResolvers()
            .addSectionHelper(new IfSectionHelper.Factory())
            .addSectionHelper(new LoopSectionHelper.Factory())
            .addSectionHelper(new WhenSectionHelper.Factory())
            .strictRendering(true)
            .build();

    private static final Pattern LOOP = Pattern.compile("\\{#(for|each)\\b");

    /** Qute would also count to any number. */
    private static final Pattern BOUNDED_LOOP =
            Pattern.compile("\\{#(for\\s+\\w+\\s+in|each)\\s+(facts|advice|labels)\\s*}");

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
        if (!isBounded(template)) {
            throw ProblemException.invalid(
                    parameter,
                    "a Qute template with at most " + MOST_LOOPS + " loops, over facts, advice or labels, such as"
                            + " {#for fact in facts}{fact.name}{/for}");
        }
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

    private static boolean isBounded(String template) {
        long loops = LOOP.matcher(template).results().count();
        return loops <= MOST_LOOPS
                && loops == BOUNDED_LOOP.matcher(template).results().count();
    }

    /**
     * Empty when nothing comes of it, as with a label that this alert lacks: then the usual text has to do, as a message must not be
     * lost for the form it should have had.
     */
    static Optional<String> renderOrNothing(String template, AlertMessage message) {
        try {
            return isBounded(template)
                    ? Optional.of(render(template, message)).filter(text -> !text.isBlank())
                    : Optional.empty();
        } catch (TemplateException e) {
            LOG.warnf("The usual text takes the place of a template that cannot be used: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private static String render(String template, AlertMessage message) {
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
