package io.observabilityfactory.alert.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a channel nobody is to see: the whole address, as those of incoming webhooks are keys, what webhooks are signed with,
 * and headers.
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record Secrets(@Nullable String url, @Nullable String signingSecret, Map<String, String> headers) {

    static final Secrets NONE = new Secrets(null, null, Map.of());

    Secrets {
        headers = headers == null ? Map.of() : Map.copyOf(headers);
    }

    /** Never what they are: this may end up in a log. */
    @Override
    public String toString() {
        return "Secrets[...]";
    }
}
