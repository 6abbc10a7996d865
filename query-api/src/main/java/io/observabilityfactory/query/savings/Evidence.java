package io.observabilityfactory.query.savings;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A span that shows a finding.
 *
 * @param costUsd what it was charged; {@code null} of a span that is only compared with
 */
record Evidence(String traceId, String spanId, @Nullable BigDecimal costUsd) {

    private static final int MOST = 10;

    /** The first ones of them. */
    static List<Evidence> of(List<ExaminedCall> calls) {
        return calls.stream().limit(MOST).map(ExaminedCall::evidence).toList();
    }
}
