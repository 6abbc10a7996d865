package io.observabilityfactory.alert.evaluation;

import java.util.List;
import java.util.Map;

/**
 * Of which alerts nobody is to be told now.
 *
 * @param silences each by the labels an alert has to have
 */
record SilencesInForce(List<Map<String, String>> silences) {

    static final SilencesInForce NONE = new SilencesInForce(List.of());

    boolean any() {
        return !silences.isEmpty();
    }

    boolean cover(Map<String, String> labels) {
        return silences.stream().anyMatch(silence -> labels.entrySet().containsAll(silence.entrySet()));
    }
}
