package io.observabilityfactory.cost.metrics;

import io.micrometer.core.instrument.Tags;
import io.observabilityfactory.cost.metrics.CallFigures.Call;
import io.observabilityfactory.cost.metrics.CallFigures.Outcome;
import java.util.HashSet;
import java.util.Set;

/** Bounded labels of calls: each label has so many values, and there are so many combinations of them. */
final class CallLabels {

    private final BoundedValues projects;
    private final BoundedValues providers;
    private final BoundedValues models;
    private final BoundedValues agents;
    private final BoundedValues errors;
    private final int mostCombinations;
    private final Set<Labelled> combinations = new HashSet<>();

    CallLabels(int values, int combinations) {
        projects = new BoundedValues(values);
        providers = new BoundedValues(values);
        models = new BoundedValues(values);
        agents = new BoundedValues(values);
        errors = new BoundedValues(values);
        mostCombinations = combinations;
    }

    /** The same call with values that metrics may have. */
    Labelled bounded(String project, Call call) {
        Labelled labelled = new Labelled(
                projects.of(project),
                new Call(
                        call.operation(),
                        providers.of(call.provider()),
                        models.of(call.requestModel()),
                        models.of(call.responseModel()),
                        agents.of(call.agent()),
                        call.outcome(),
                        errors.of(call.errorType())));
        if (combinations.contains(labelled)) {
            return labelled;
        }
        if (combinations.size() >= mostCombinations) {
            return Labelled.other(call.operation(), call.outcome());
        }
        combinations.add(labelled);
        return labelled;
    }

    record Labelled(String project, Call call) {

        static Labelled other(String operation, Outcome outcome) {
            String other = BoundedValues.OTHER;
            String error = outcome == Outcome.SUCCESS ? "" : other;
            return new Labelled(other, new Call(operation, other, other, other, other, outcome, error));
        }

        Tags tags() {
            return Tags.of(
                    "gen_ai.operation.name", call.operation(),
                    "gen_ai.provider.name", call.provider(),
                    "gen_ai.request.model", call.requestModel(),
                    "gen_ai.response.model", call.responseModel(),
                    "agent", call.agent(),
                    "project", project,
                    "error.type", call.errorType());
        }
    }
}
