package io.observabilityfactory.model.price;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What decides which price version applies to a call.
 *
 * @param projectId whose call it is; its own prices come before those that hold for everybody
 * @param provider {@code null} when the span does not say
 * @param responseModel the model that answered; it is preferred, as it is what the provider bills
 * @param at when the call started
 */
public record ModelUse(
        int projectId,
        @Nullable String provider,
        @Nullable String responseModel,
        @Nullable String requestModel,
        Instant at) {}
