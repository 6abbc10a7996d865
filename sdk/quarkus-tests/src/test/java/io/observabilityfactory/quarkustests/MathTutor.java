package io.observabilityfactory.quarkustests;

import io.observabilityfactory.sdk.TraceAgent;
import io.observabilityfactory.sdk.cost.CostTracker;
import io.observabilityfactory.sdk.cost.TrackedCost;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.math.BigDecimal;

/** An agent as an application has it: a bean whose methods are annotated. */
@ApplicationScoped
class MathTutor {

    private final Exercises exercises;
    private final Mathematician mathematician;

    MathTutor(Exercises exercises, Mathematician mathematician) {
        this.exercises = exercises;
        this.mathematician = mathematician;
    }

    /** What it says, and what that cost. */
    record Lesson(String answer, BigDecimal costUsd) {}

    @TraceAgent("math_agent")
    @ActivateRequestContext
    Lesson teach() {
        try (TrackedCost cost = CostTracker.trackCost("math_agent")) {
            String answer = mathematician.answer(exercises.next());
            return new Lesson(answer, cost.costUsd());
        }
    }

    @TraceAgent("patient_agent")
    Uni<String> teachLater(Uni<String> answer) {
        return answer.map(text -> text + "!");
    }
}
