package io.observabilityfactory.query.savings;

import io.observabilityfactory.query.UnknownName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Calls of an agent that another model, which the same agent uses as well, would have answered for less: one that is no less
 * reliable there. Whether its answers are as good is for people to judge.
 */
final class CheaperModels {

    /** Fewer calls of a model tell nothing of how reliable it is. */
    private static final long FEWEST_CALLS = 30;

    private static final int EXAMPLES = 5;

    private CheaperModels() {}

    static List<Finding> in(List<ModelUse> uses, List<ExaminedCall> examined) {
        Map<String, List<ModelUse>> byAgent = uses.stream()
                .filter(use -> use.calls() >= FEWEST_CALLS && use.costUsd().signum() > 0)
                .collect(Collectors.groupingBy(ModelUse::agent, LinkedHashMap::new, Collectors.toList()));
        List<Finding> findings = new ArrayList<>();
        byAgent.values()
                .forEach(models -> models.forEach(model -> best(model, models)
                        .map(other -> finding(model, other, examined))
                        .ifPresent(findings::add)));
        return findings;
    }

    private record Alternative(ModelUse model, BigDecimal wouldCostUsd) {}

    private static Optional<Alternative> best(ModelUse used, List<ModelUse> models) {
        return models.stream()
                .filter(other -> !other.equals(used) && other.errorRate() <= used.errorRate())
                .flatMap(other -> other.prices().cost(used.tokens()).map(usd -> new Alternative(other, usd)).stream())
                .filter(other -> other.wouldCostUsd().compareTo(used.costUsd()) < 0)
                .min(Comparator.comparing(Alternative::wouldCostUsd));
    }

    private static Finding finding(ModelUse used, Alternative other, List<ExaminedCall> examined) {
        List<Evidence> evidence = examined.stream()
                .filter(call -> call.agent().equals(UnknownName.shown(used.agent()))
                        && call.model().equals(UnknownName.shown(used.model())))
                .limit(EXAMPLES)
                .map(ExaminedCall::evidence)
                .collect(Collectors.toCollection(ArrayList::new));
        for (ModelUse example : List.of(used, other.model())) {
            if (example.example() != null && !evidence.contains(example.example())) {
                evidence.add(example.example());
            }
        }
        return new Finding(
                "cheaper_model",
                UnknownName.shown(used.agent()),
                used.model(),
                used.costUsd().subtract(other.wouldCostUsd()),
                true,
                used.calls(),
                String.format(
                        Locale.ROOT,
                        "%1$s answered %2$d calls of the same agent with %3$.2f %% errors, %4$s %5$d calls with %6$.2f %%. The amount"
                                + " is what the tokens of %4$s cost, less what they would have cost at the basic prices of %1$s.",
                        other.model().model(),
                        other.model().calls(),
                        100 * other.model().errorRate(),
                        used.model(),
                        used.calls(),
                        100 * used.errorRate()),
                evidence);
    }
}
