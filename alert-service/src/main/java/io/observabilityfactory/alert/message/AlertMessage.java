package io.observabilityfactory.alert.message;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.observabilityfactory.alert.lifecycle.MessageKind;
import io.observabilityfactory.alert.lifecycle.Severity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message in full, so that what is delivered late, or delivered again, is what was the case then.
 *
 * @param severity of the firing it tells of, also when it is resolved
 * @param rule the name of the rule or budget
 * @param labels what the alert is about: those of its group and of its rule
 * @param at when it was decided
 * @param startedAt when the firing began
 * @param endsAt when the alert ends by itself, with its period; null for never
 */
@RegisterForReflection(registerFullHierarchy = true)
public record AlertMessage(
        MessageKind kind,
        Severity severity,
        String project,
        String rule,
        Map<String, String> labels,
        String title,
        List<Fact> facts,
        List<String> advice,
        @Nullable BigDecimal value,
        @Nullable BigDecimal threshold,
        String unit,
        Instant at,
        @Nullable Instant startedAt,
        @Nullable Instant endsAt,
        @Nullable String runbookUrl,
        @Nullable String dashboardUrl) {

    public AlertMessage {
        labels = Map.copyOf(labels);
        facts = List.copyOf(facts);
        advice = List.copyOf(advice);
    }

    @JsonIgnore
    public boolean isResolved() {
        return kind == MessageKind.RESOLVED;
    }

    /** {@code critical}, {@code warning}, {@code resolved} or {@code test}. */
    public String word() {
        return switch (kind) {
            case RESOLVED, TEST -> kind.code();
            case FIRING, REMINDER -> severity.code();
        };
    }

    /** {@code [critical] Daily budget ...} */
    public String subject() {
        return "[" + word() + "] " + (kind == MessageKind.REMINDER ? "Still: " : "") + title;
    }
}
