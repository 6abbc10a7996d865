package io.observabilityfactory.cost.repricing;

import com.fasterxml.jackson.databind.JsonNode;
import io.observabilityfactory.service.problem.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people ask to be priced again.
 *
 * @param preview whether they only want to see what would change; unless they say otherwise they do
 */
record RepricingRequest(
        Instant from,
        Instant to,
        @Nullable String provider,
        @Nullable String model,
        boolean preview) {

    private static final Set<String> FIELDS = Set.of("from", "to", "provider", "model", "preview");

    static RepricingRequest of(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw ProblemException.invalid("body", "a JSON object");
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw ProblemException.badParameter(
                        name, "is unknown; the fields are from, to, provider, model, preview");
            }
        });
        Instant from = instant(body, "from");
        Instant to = instant(body, "to");
        if (!from.isBefore(to)) {
            throw ProblemException.invalid("to", "after from");
        }
        String provider = text(body, "provider");
        return new RepricingRequest(
                from,
                to,
                provider == null ? null : provider.toLowerCase(Locale.ROOT),
                text(body, "model"),
                preview(body.path("preview")));
    }

    private static boolean preview(JsonNode value) {
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw ProblemException.invalid("preview", "true or false");
        }
        return value.asBoolean(true);
    }

    private static Instant instant(JsonNode body, String field) {
        try {
            return Instant.parse(body.path(field).asText(""));
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(field, "an instant, such as 2026-01-31T00:00:00Z");
        }
    }

    private static @Nullable String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw ProblemException.invalid(field, "a text");
        }
        return value.textValue().strip();
    }
}
