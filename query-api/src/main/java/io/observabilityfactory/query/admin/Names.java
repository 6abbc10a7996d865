package io.observabilityfactory.query.admin;

import io.observabilityfactory.service.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Names that people give. */
final class Names {

    private static final int LONGEST = 100;

    private Names() {}

    static String checked(String parameter, @Nullable String name) {
        if (name == null
                || name.isBlank()
                || name.length() > LONGEST
                || name.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid(
                    parameter, "a text of 1 to " + LONGEST + " characters, none of them a control character");
        }
        return name.strip();
    }
}
