package io.observabilityfactory.ingest.normalize;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the AI SDK's providers report beyond its own counts: an object for each provider, in the provider's words. */
final class ProviderMetadata {

    private ProviderMetadata() {}

    static @Nullable Long cacheRead(Map<?, ?> metadata) {
        return first(
                Values.countOf(object(metadata, "openai").get("cachedPromptTokens")),
                Values.countOf(usage(metadata, "anthropic").get("cache_read_input_tokens")),
                Values.countOf(usage(metadata, "bedrock").get("cacheReadInputTokens")));
    }

    static @Nullable Long cacheWrite(Map<?, ?> metadata) {
        return first(
                Values.countOf(usage(metadata, "anthropic").get("cache_creation_input_tokens")),
                Values.countOf(object(metadata, "anthropic").get("cacheCreationInputTokens")),
                CacheWrites.forMinutesAndHours(usage(metadata, "anthropic")),
                Values.countOf(usage(metadata, "bedrock").get("cacheWriteInputTokens")));
    }

    static @Nullable Long cacheWriteHour(Map<?, ?> metadata) {
        return first(
                CacheWrites.forAnHour(usage(metadata, "anthropic")),
                CacheWrites.forAnHourInBedrock(usage(metadata, "bedrock")));
    }

    private static Map<?, ?> usage(Map<?, ?> metadata, String provider) {
        return object(object(metadata, provider), "usage");
    }

    private static Map<?, ?> object(Map<?, ?> document, String key) {
        return document.get(key) instanceof Map<?, ?> object ? object : Map.of();
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
