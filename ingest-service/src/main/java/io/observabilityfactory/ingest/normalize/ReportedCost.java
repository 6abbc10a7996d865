package io.observabilityfactory.ingest.normalize;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What the client thinks the span cost, in USD. It is shown beside what it is charged, and never charged itself. */
final class ReportedCost {

    private ReportedCost() {}

    static @Nullable BigDecimal usd(Attributes attributes) {
        BigDecimal cost = GenAiFields.REPORTED_COST.in(attributes);
        if (cost == null) {
            cost = sum(
                    GenAiFields.REPORTED_PROMPT_COST.in(attributes),
                    GenAiFields.REPORTED_COMPLETION_COST.in(attributes));
        }
        return cost != null ? cost : GenAiFields.REPORTED_COST_OTHERWISE.in(attributes);
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return a == null || b == null ? (a == null ? b : a) : a.add(b);
    }
}
