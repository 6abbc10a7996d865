package io.observabilityfactory.quarkustests;

import io.observabilityfactory.sdk.Traced;
import jakarta.enterprise.context.ApplicationScoped;

/** What the agent has at hand. */
@ApplicationScoped
class Exercises {

    @Traced("load_exercise")
    String next() {
        return "What is six times seven?";
    }
}
