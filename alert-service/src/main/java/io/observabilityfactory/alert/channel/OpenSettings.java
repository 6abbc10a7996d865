package io.observabilityfactory.alert.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a channel may be seen.
 *
 * @param target scheme and host of its address
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record OpenSettings(
        List<String> recipients,
        @Nullable String target,
        @Nullable String titleTemplate,
        @Nullable String textTemplate) {

    OpenSettings {
        recipients = recipients == null ? List.of() : List.copyOf(recipients);
    }

    OpenSettings withTarget(@Nullable String other) {
        return new OpenSettings(recipients, other, titleTemplate, textTemplate);
    }
}
