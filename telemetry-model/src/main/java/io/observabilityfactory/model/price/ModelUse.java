package io.observabilityfactory.model.price;

import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What decides which price applies to a call.
 *
 * @param provider {@code null} when the span does not say
 * @param responseModel the model that answered; it is preferred, as it is what the provider bills
 * @param promptTokens size of the prompt, cached tokens included
 * @param at when the call started
 */
public record ModelUse(
        @Nullable String provider,
        @Nullable String responseModel,
        @Nullable String requestModel,
        long promptTokens,
        Instant at) {

    /** The names to look a price up by, best first. */
    Stream<String> modelNames() {
        return Stream.of(responseModel, requestModel)
                .filter(name -> name != null && !name.isBlank())
                .flatMap(name -> Stream.of(name.strip(), ModelName.canonical(name)))
                .distinct();
    }
}
