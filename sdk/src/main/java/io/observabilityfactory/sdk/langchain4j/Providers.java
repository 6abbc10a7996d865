package io.observabilityfactory.sdk.langchain4j;

import dev.langchain4j.model.ModelProvider;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of providers as OpenTelemetry has them. */
final class Providers {

    private static final Map<String, String> NAMES = Map.of(
            "OPEN_AI", "openai",
            "AZURE_OPEN_AI", "azure.ai.openai",
            "MICROSOFT_FOUNDRY", "azure.ai.inference",
            "GOOGLE_AI_GEMINI", "gcp.gemini",
            "GOOGLE_VERTEX_AI_GEMINI", "gcp.vertex_ai",
            "GOOGLE_VERTEX_AI_ANTHROPIC", "gcp.vertex_ai",
            "AMAZON_BEDROCK", "aws.bedrock",
            "WATSONX", "ibm.watsonx.ai");

    private Providers() {}

    static String name(@Nullable ModelProvider provider) {
        String name = provider == null ? "unknown" : provider.name();
        return NAMES.getOrDefault(name, name.toLowerCase(Locale.ROOT));
    }
}
