package io.observabilityfactory.query.savings;

import io.observabilityfactory.query.paging.Table;
import io.observabilityfactory.query.range.TimeRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What could be saved.
 *
 * @param examinedCalls the dearest of the range, which single calls were looked for in
 * @param examinedUsd what these cost together
 * @param byKind the amounts of each kind together; kinds overlap, so they do not add up to one amount
 * @param findings the most worth first
 */
record SavingsReport(
        Instant from,
        Instant to,
        long examinedCalls,
        BigDecimal examinedUsd,
        Map<String, BigDecimal> byKind,
        List<Finding> findings)
        implements Table<Finding> {

    private static final int MOST_FINDINGS = 100;

    static SavingsReport of(TimeRange range, List<ExaminedCall> calls, List<Finding> findings) {
        List<Finding> worthMost = findings.stream()
                .filter(finding -> finding.amountUsd().signum() > 0)
                .sorted(Comparator.comparing(Finding::amountUsd, Comparator.reverseOrder())
                        .thenComparing(Finding::kind)
                        .thenComparing(Finding::agent)
                        .thenComparing(Finding::model))
                .toList();
        return new SavingsReport(
                range.from(),
                range.to(),
                calls.size(),
                calls.stream().map(ExaminedCall::costUsd).reduce(BigDecimal.ZERO, BigDecimal::add),
                worthMost.stream()
                        .collect(Collectors.toMap(Finding::kind, Finding::amountUsd, BigDecimal::add, TreeMap::new)),
                worthMost.stream().limit(MOST_FINDINGS).toList());
    }

    @Override
    public Class<Finding> lineType() {
        return Finding.class;
    }

    @Override
    public List<Finding> lines() {
        return findings;
    }
}
