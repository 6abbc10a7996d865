package io.observabilityfactory.ingest.normalize;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the AI SDK's providers report beyond its own counts: an object for each provider, in the provider's words. */
final class ProviderMetadata {

    private ProviderMetadata() {}

    static @Nullable Long cacheRead(Map<?, ?> metadata) {
        return first(
                count(metadata, "openai", "cachedPromptTokens"),
                count(metadata, "anthropic", "usage", "cache_read_input_tokens"),
                count(metadata, "bedrock", "usage", "cacheReadInputTokens"));
    }

    static @Nullable Long cacheWrite(Map<?, ?> metadata) {
        return first(
                count(metadata, "anthropic", "usage", "cache_creation_input_tokens"),
                count(metadata, "anthropic", "cacheCreationInputTokens"),
                writtenForMinutesAndHours(metadata),
                count(metadata, "bedrock", "usage", "cacheWriteInputTokens"));
    }

    /** Anthropic splits what it writes by how long it is kept. */
    private static @Nullable Long writtenForMinutesAndHours(Map<?, ?> metadata) {
        Long minutes = count(metadata, "anthropic", "usage", "cache_creation", "ephemeral_5m_input_tokens");
        Long hours = count(metadata, "anthropic", "usage", "cache_creation", "ephemeral_1h_input_tokens");
        return minutes == null || hours == null ? first(minutes, hours) : Long.valueOf(minutes + hours);
    }

    private static @Nullable Long count(Map<?, ?> metadata, String... path) {
        Object value = metadata;
        for (String step : path) {
            value = value instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return Values.countOf(value);
    }

    private static @Nullable Long first(@Nullable Long... counts) {
        for (Long count : counts) {
            if (count != null) {
                return count;
            }
        }
        return null;
    }
}
