package io.observabilityfactory.alert.channel;

import io.observabilityfactory.alert.message.AlertMessage;
import io.observabilityfactory.alert.message.Fact;
import io.quarkus.mailer.MailTemplate.MailTemplateInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text of a mail; the templates of this name show its parts.
 *
 * @param ownText what people wrote instead of the usual text; empty for none
 */
record AlertMail(
        String title,
        String colour,
        List<Line> lines,
        List<String> advice,
        String ownText,
        @Nullable String link,
        @Nullable String runbookUrl,
        @Nullable String dashboardUrl)
        implements MailTemplateInstance {

    private static final String RED = "#b00020";
    private static final String YELLOW = "#9a6700";
    private static final String GREEN = "#1a7f37";

    static AlertMail of(AlertMessage message, Optional<String> ownText, @Nullable String link) {
        return new AlertMail(
                message.title(),
                colour(message),
                lines(message),
                message.advice(),
                ownText.orElse(""),
                link,
                message.runbookUrl(),
                message.dashboardUrl());
    }

    private static String colour(AlertMessage message) {
        return switch (message.word()) {
            case "critical" -> RED;
            case "warning" -> YELLOW;
            default -> GREEN;
        };
    }

    private static List<Line> lines(AlertMessage message) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Project", message.project()));
        facts.addAll(message.facts());
        int width = facts.stream().mapToInt(fact -> fact.name().length()).max().orElse(0) + 1;
        return facts.stream()
                .map(fact -> new Line(fact.name(), fact.value(), String.format("%-" + width + "s", fact.name() + ":")))
                .toList();
    }

    /** @param label the name as text shows it, as long as those of the other lines */
    record Line(String name, String value, String label) {}
}
