package io.observabilityfactory.alert.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.observabilityfactory.alert.lifecycle.Severity;
import io.observabilityfactory.alert.rule.Require;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts a channel gets though their rules do not name it.
 *
 * @param severities empty for all
 * @param labels all of which an alert has to have
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Receives(
        @Nullable List<String> severities, @Nullable Map<String, String> labels) {

    private static final List<String> CODES =
            Arrays.stream(Severity.values()).map(Severity::code).toList();

    public Receives {
        severities = severities == null ? List.of() : List.copyOf(severities);
        severities.forEach(severity ->
                Require.oneOf("receives", severity, code -> Optional.of(code).filter(CODES::contains), CODES));
        labels = Map.copyOf(Require.labels("receives", labels));
    }

    public boolean accept(Severity severity, Map<String, String> alertLabels) {
        return (severities == null || severities.isEmpty() || severities.contains(severity.code()))
                && (labels == null || alertLabels.entrySet().containsAll(labels.entrySet()));
    }
}
