package io.observabilityfactory.ingest.normalize;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Providers have several names in the field; prices and reports know one. */
final class Providers {

    private static final Map<String, String> ALIASES = Map.of(
            "az.ai.openai", "azure.ai.openai",
            "vertex_ai", "gcp.vertex_ai",
            "gemini", "gcp.gemini",
            "xai", "x_ai",
            "open_ai", "openai");

    private Providers() {}

    static @Nullable String normalized(@Nullable String reported) {
        if (reported == null) {
            return null;
        }
        String name = reported.toLowerCase(Locale.ROOT);
        return ALIASES.getOrDefault(name, name);
    }
}
