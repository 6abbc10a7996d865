package io.observabilityfactory.cost.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.observabilityfactory.model.price.InvalidPriceException;
import io.observabilityfactory.service.problem.ProblemException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What requests have in common. */
final class Requests {

    private Requests() {}

    static JsonNode required(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw ProblemException.invalid("body", "a JSON object");
        }
        return body;
    }

    /** What cannot be a price is a problem of the field that says it. */
    static <T> T refusing(Supplier<T> read) {
        try {
            return read.get();
        } catch (InvalidPriceException e) {
            throw ProblemException.badParameter(e.field(), e.reason());
        }
    }
}
