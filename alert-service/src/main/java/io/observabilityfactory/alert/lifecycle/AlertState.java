package io.observabilityfactory.alert.lifecycle;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state of the alert of one group.
 *
 * @param version of the rule it was last judged by
 * @param told the severity people know of; null when they believe that all is well
 * @param toldAt when they were last told of a firing
 * @param startedAt when the present or last firing began
 * @param endedAt when the last firing ended; null while one lasts
 */
@RegisterForReflection(registerFullHierarchy = true)
public record AlertState(
        int version,
        Latch warning,
        Latch critical,
        @Nullable Severity told,
        @Nullable Instant toldAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    public static AlertState resting(int version) {
        return new AlertState(version, Latch.RESTING, Latch.RESTING, null, null, null, null);
    }

    /**
     * @param silenced nobody is told now; what is still due is told when the silence has ended
     * @param acknowledged nobody needs to be reminded
     */
    public Transition next(Seen seen, Policy policy, boolean silenced, boolean acknowledged, Instant now) {
        AlertState judged = judged(seen, policy, now);
        Optional<MessageKind> due = silenced ? Optional.empty() : judged.due(policy, acknowledged, now);
        return new Transition(judged.told(due, now), due);
    }

    private AlertState judged(Seen seen, Policy policy, Instant now) {
        boolean changed = policy.version() != version;
        Latch nextWarning = judged(warning, seen, Severity.WARNING, policy, changed, now);
        Latch nextCritical = judged(critical, seen, Severity.CRITICAL, policy, changed, now);
        boolean active = nextWarning.isActive() || nextCritical.isActive();
        boolean wasActive = severity().isPresent();
        return new AlertState(
                policy.version(),
                nextWarning,
                nextCritical,
                told,
                toldAt,
                active && !wasActive ? now : startedAt,
                active ? null : wasActive ? now : endedAt);
    }

    /** A rule that was changed is not held to the recovery time of what it was. */
    private static Latch judged(Latch latch, Seen seen, Severity level, Policy policy, boolean changed, Instant now) {
        Latch next = seen.next(latch, level, policy, now);
        return changed && (next.fallingSince() != null || seen == Seen.unknown()) ? next.dropped(now) : next;
    }

    private Optional<MessageKind> due(Policy policy, boolean acknowledged, Instant now) {
        if (severity().isEmpty()) {
            return told == null ? Optional.empty() : Optional.of(MessageKind.RESOLVED);
        }
        if (told == null || severity().get().compareTo(told) > 0) {
            return Optional.of(MessageKind.FIRING);
        }
        return acknowledged || !isReminderDue(policy.remindEvery(), now)
                ? Optional.empty()
                : Optional.of(MessageKind.REMINDER);
    }

    private boolean isReminderDue(@Nullable Duration every, Instant now) {
        return every != null && toldAt != null && Duration.between(toldAt, now).compareTo(every) >= 0;
    }

    /** An alert that became less severe is not worth a message, but its return is. */
    private AlertState told(Optional<MessageKind> message, Instant now) {
        if (message.isPresent()) {
            Severity knows = severity().orElse(null);
            return new AlertState(version, warning, critical, knows, knows == null ? toldAt : now, startedAt, endedAt);
        }
        Severity knows = Stream.of(Optional.ofNullable(told), severity())
                .flatMap(Optional::stream)
                .min(Severity::compareTo)
                .filter(it -> told != null)
                .orElse(null);
        return new AlertState(version, warning, critical, knows, toldAt, startedAt, endedAt);
    }

    /** The gravest level that is active. */
    public Optional<Severity> severity() {
        if (critical.isActive()) {
            return Optional.of(Severity.CRITICAL);
        }
        return warning.isActive() ? Optional.of(Severity.WARNING) : Optional.empty();
    }

    /** The gravest level that is active or about to be. */
    public Optional<Severity> risingSeverity() {
        if (critical.isActive() || critical.isRising()) {
            return Optional.of(Severity.CRITICAL);
        }
        return warning.isActive() || warning.isRising() ? Optional.of(Severity.WARNING) : Optional.empty();
    }

    public Phase phase() {
        if (severity().isPresent()) {
            return Phase.FIRING;
        }
        return warning.isRising() || critical.isRising() ? Phase.PENDING : Phase.RESOLVED;
    }

    /** Whether it never fired, so that there is nothing to remember of it. */
    @JsonIgnore
    public boolean isUneventful() {
        return phase() == Phase.RESOLVED && startedAt == null && told == null;
    }

    /** Whether the next evaluation has to know of it. */
    public boolean matters(Instant now) {
        return phase() != Phase.RESOLVED
                || told != null
                || warning.endedShortlyBefore(now)
                || critical.endedShortlyBefore(now);
    }
}
