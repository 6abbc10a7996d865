package io.observabilityfactory.query.savings;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls that failed and were charged: those that were tried again, and those that were not. */
final class PaidFailures {

    private static final Comparator<ExaminedCall> DEAREST_FIRST =
            Comparator.comparing(ExaminedCall::costUsd).reversed();

    private PaidFailures() {}

    static List<Finding> in(List<ExaminedCall> calls) {
        Map<String, List<ExaminedCall>> byTrace = calls.stream()
                .collect(Collectors.groupingBy(ExaminedCall::traceId, LinkedHashMap::new, Collectors.toList()));
        Map<ExaminedCall.Pair, List<ExaminedCall>> retried = new LinkedHashMap<>();
        Map<ExaminedCall.Pair, List<ExaminedCall>> left = new LinkedHashMap<>();
        for (ExaminedCall call : calls) {
            if (call.failed()) {
                boolean again = byTrace.get(call.traceId()).stream().anyMatch(later -> isRetry(call, later));
                (again ? retried : left)
                        .computeIfAbsent(call.pair(), pair -> new ArrayList<>())
                        .add(call);
            }
        }
        List<Finding> findings = new ArrayList<>();
        retried.forEach((pair, failed) -> findings.add(finding(
                "retries",
                pair,
                failed,
                "failed, were paid for, and were tried again with the same input in the same trace")));
        left.forEach((pair, failed) -> findings.add(
                finding("failures", pair, failed, "failed and were paid for; none was seen to be tried again")));
        return findings;
    }

    private static boolean isRetry(ExaminedCall failed, ExaminedCall later) {
        return later.start().isAfter(failed.start()) && later.asksTheSame(failed);
    }

    private static Finding finding(
            String kind, ExaminedCall.Pair pair, List<ExaminedCall> failed, String whatHappened) {
        List<ExaminedCall> dearestFirst = failed.stream().sorted(DEAREST_FIRST).toList();
        return new Finding(
                kind,
                pair.agent(),
                pair.model(),
                failed.stream().map(ExaminedCall::costUsd).reduce(BigDecimal.ZERO, BigDecimal::add),
                false,
                failed.size(),
                failed.size() + " calls " + whatHappened + ".",
                Evidence.of(dearestFirst));
    }
}
