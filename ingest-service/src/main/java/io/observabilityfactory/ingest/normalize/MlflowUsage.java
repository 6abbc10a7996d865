package io.observabilityfactory.ingest.normalize;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Usage and cost as MLflow writes them: JSON objects in texts that may be quoted once more. */
final class MlflowUsage {

    private MlflowUsage() {}

    static @Nullable Long input(Map<?, ?> usage) {
        return Values.countOf(usage.get("input_tokens"));
    }

    static @Nullable Long output(Map<?, ?> usage) {
        return Values.countOf(usage.get("output_tokens"));
    }

    static @Nullable Long total(Map<?, ?> usage) {
        return Values.countOf(usage.get("total_tokens"));
    }

    static @Nullable Long cacheRead(Map<?, ?> usage) {
        return LangfuseUsage.cacheRead(usage);
    }

    static @Nullable Long cacheWrite(Map<?, ?> usage) {
        return LangfuseUsage.cacheWrite(usage);
    }

    static @Nullable Long reasoning(Map<?, ?> usage) {
        return LangfuseUsage.reasoning(usage);
    }

    static @Nullable BigDecimal cost(Map<?, ?> costs) {
        BigDecimal total = Values.usdOf(costs.get("total_cost"));
        return total != null ? total : LangfuseUsage.cost(costs);
    }
}
