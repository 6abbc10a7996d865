package io.observabilityfactory.query.savings;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls that asked the same model for the very same as one before them, which had been answered. */
final class Repetitions {

    private record Question(String provider, String model, String settings, String said) {}

    private Repetitions() {}

    static List<Finding> in(List<ExaminedCall> calls) {
        Map<Question, List<ExaminedCall>> byQuestion = new LinkedHashMap<>();
        calls.stream()
                .filter(call -> !call.failed() && !call.said().isEmpty())
                .sorted(Comparator.comparing(ExaminedCall::start))
                .forEach(call -> byQuestion
                        .computeIfAbsent(
                                new Question(call.provider(), call.model(), call.settings(), call.said()),
                                question -> new ArrayList<>())
                        .add(call));
        Map<ExaminedCall.Pair, List<List<ExaminedCall>>> byPair = new LinkedHashMap<>();
        byQuestion.values().stream().filter(same -> same.size() > 1).forEach(same -> byPair.computeIfAbsent(
                        same.get(0).pair(), pair -> new ArrayList<>())
                .add(same));
        List<Finding> findings = new ArrayList<>();
        byPair.forEach((pair, questions) -> findings.add(finding(pair, questions)));
        return findings;
    }

    private static Finding finding(ExaminedCall.Pair pair, List<List<ExaminedCall>> questions) {
        List<ExaminedCall> again = questions.stream()
                .flatMap(same -> same.stream().skip(1))
                .sorted(Comparator.comparing(ExaminedCall::costUsd).reversed())
                .toList();
        return new Finding(
                "repetitions",
                pair.agent(),
                pair.model(),
                again.stream().map(ExaminedCall::costUsd).reduce(BigDecimal.ZERO, BigDecimal::add),
                false,
                again.size(),
                again.size() + " calls asked what had been answered before, " + questions.size()
                        + " different questions: had the first answers been kept, they would have cost nothing.",
                Evidence.of(again));
    }
}
