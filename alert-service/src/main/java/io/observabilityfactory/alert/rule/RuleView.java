package io.observabilityfactory.alert.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A rule as the API shows it: as it was posted, with its id and how its evaluation goes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RuleView(
        long id,
        @JsonUnwrapped RuleSettings settings,
        Instant createdAt,
        @Nullable Instant evaluatedAt,
        @Nullable String lastError) {

    static RuleView of(StoredRule<RuleSettings> rule) {
        return new RuleView(rule.id(), rule.settings(), rule.createdAt(), rule.evaluatedAt(), rule.lastError());
    }
}
