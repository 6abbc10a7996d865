package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.model.usage.InputConvention;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The usage object of Langfuse's clients. Its keys are free: those of Langfuse itself, or whatever the provider reported,
 * with the parts of a count in an object of its own.
 */
final class LangfuseUsage {

    private static final List<String> INPUT_DETAILS = List.of("prompt_tokens_details", "input_tokens_details");
    private static final List<String> OUTPUT_DETAILS = List.of("completion_tokens_details", "output_tokens_details");
    private static final List<String> CACHE_READ =
            List.of("input_cached_tokens", "cache_read_input_tokens", "input_cache_read", "cached_tokens");
    private static final List<String> CACHE_WRITE =
            List.of("cache_creation_input_tokens", "input_cache_creation", "input_cache_write", "cache_write_tokens");

    private LangfuseUsage() {}

    static @Nullable Long input(Map<?, ?> usage) {
        return count(usage, "input", "prompt_tokens", "input_tokens", "promptTokens", "inputTokens");
    }

    static @Nullable Long output(Map<?, ?> usage) {
        return count(usage, "output", "completion_tokens", "output_tokens", "completionTokens", "outputTokens");
    }

    static @Nullable Long total(Map<?, ?> usage) {
        return count(usage, "total", "total_tokens", "totalTokens");
    }

    static @Nullable Long cacheRead(Map<?, ?> usage) {
        Long flat = count(usage, CACHE_READ);
        return flat != null ? flat : detail(usage, INPUT_DETAILS, "cached_tokens");
    }

    static @Nullable Long cacheWrite(Map<?, ?> usage) {
        return count(usage, CACHE_WRITE);
    }

    static @Nullable Long reasoning(Map<?, ?> usage) {
        Long flat = count(usage, "output_reasoning_tokens", "output_reasoning", "reasoning_tokens");
        return flat != null ? flat : detail(usage, OUTPUT_DETAILS, "reasoning_tokens");
    }

    static @Nullable Long audioInput(Map<?, ?> usage) {
        Long flat = count(usage, "input_audio_tokens", "input_audio");
        return flat != null ? flat : detail(usage, INPUT_DETAILS, "audio_tokens");
    }

    static @Nullable Long audioOutput(Map<?, ?> usage) {
        Long flat = count(usage, "output_audio_tokens", "output_audio");
        return flat != null ? flat : detail(usage, OUTPUT_DETAILS, "audio_tokens");
    }

    /** What stands beside the input in one flat object is summed up with it; details are part of what they detail. */
    static InputConvention convention(Map<?, ?> usage) {
        boolean beside = count(usage, CACHE_READ) != null || count(usage, CACHE_WRITE) != null;
        return beside ? InputConvention.EXCLUSIVE : InputConvention.INCLUSIVE;
    }

    /** The total, or the sum of what there is. */
    static @Nullable BigDecimal cost(Map<?, ?> costs) {
        BigDecimal total = Values.usdOf(costs.get("total"));
        if (total != null) {
            return total;
        }
        return costs.values().stream()
                .map(Values::usdOf)
                .filter(cost -> cost != null)
                .reduce(BigDecimal::add)
                .orElse(null);
    }

    static @Nullable Long count(Map<?, ?> counts, String... keys) {
        return count(counts, List.of(keys));
    }

    private static @Nullable Long count(Map<?, ?> counts, List<String> keys) {
        for (String key : keys) {
            Long count = Values.countOf(counts.get(key));
            if (count != null) {
                return count;
            }
        }
        return null;
    }

    private static @Nullable Long detail(Map<?, ?> usage, List<String> objects, String key) {
        for (String object : objects) {
            if (usage.get(object) instanceof Map<?, ?> details && details.get(key) != null) {
                return Values.countOf(details.get(key));
            }
        }
        return null;
    }
}
