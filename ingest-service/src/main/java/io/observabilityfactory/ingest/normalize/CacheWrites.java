package io.observabilityfactory.ingest.normalize;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long what a call wrote to a cache is kept, in the words of the providers that charge more for longer. Clients pass
 * them on within the usage that the provider reported.
 */
final class CacheWrites {

    private static final String HOUR = "1h";

    private CacheWrites() {}

    /** Those of Anthropic's usage that are kept for an hour; {@code null} when it does not tell. */
    static @Nullable Long forAnHour(Map<?, ?> usage) {
        return usage.get("cache_creation") instanceof Map<?, ?> split
                ? Values.countOf(split.get("ephemeral_1h_input_tokens"))
                : null;
    }

    /** Those of Anthropic's usage, however long they are kept. */
    static @Nullable Long forMinutesAndHours(Map<?, ?> usage) {
        Long hour = forAnHour(usage);
        Long minutes = usage.get("cache_creation") instanceof Map<?, ?> split
                ? Values.countOf(split.get("ephemeral_5m_input_tokens"))
                : null;
        return minutes == null || hour == null ? (minutes == null ? hour : minutes) : Long.valueOf(minutes + hour);
    }

    /** Those of Bedrock's usage that are kept for an hour: it lists them by how long they live. */
    static @Nullable Long forAnHourInBedrock(Map<?, ?> usage) {
        if (!(usage.get("cacheDetails") instanceof List<?> details)) {
            return null;
        }
        return details.stream()
                .filter(detail -> detail instanceof Map<?, ?> one && HOUR.equals(one.get("ttl")))
                .map(detail -> Values.countOf(((Map<?, ?>) detail).get("inputTokens")))
                .filter(count -> count != null)
                .reduce(Long::sum)
                .orElse(null);
    }
}
