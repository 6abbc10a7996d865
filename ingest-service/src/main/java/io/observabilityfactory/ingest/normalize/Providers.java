package io.observabilityfactory.ingest.normalize;

import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Providers have several names in the field; prices and reports know one. */
final class Providers {

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("az.ai.openai", "azure.ai.openai"),
            Map.entry("azure", "azure.ai.openai"),
            Map.entry("azure-openai", "azure.ai.openai"),
            Map.entry("azure_openai", "azure.ai.openai"),
            Map.entry("az.ai.inference", "azure.ai.inference"),
            Map.entry("vertex_ai", "gcp.vertex_ai"),
            Map.entry("vertexai", "gcp.vertex_ai"),
            Map.entry("google.vertex", "gcp.vertex_ai"),
            Map.entry("vertex.anthropic", "gcp.vertex_ai"),
            Map.entry("gemini", "gcp.gemini"),
            Map.entry("google.generative-ai", "gcp.gemini"),
            Map.entry("google", "gcp.gen_ai"),
            Map.entry("aws", "aws.bedrock"),
            Map.entry("bedrock", "aws.bedrock"),
            Map.entry("amazon-bedrock", "aws.bedrock"),
            Map.entry("mistral", "mistral_ai"),
            Map.entry("mistralai", "mistral_ai"),
            Map.entry("xai", "x_ai"),
            Map.entry("open_ai", "openai"));

    /** The AI SDK appends which of a provider's interfaces was called: {@code openai.chat}. */
    private static final Set<String> INTERFACES =
            Set.of("chat", "responses", "completion", "messages", "embedding", "textembedding", "image", "reranking");

    /** Frameworks that name themselves where the provider belongs. */
    private static final Set<String> FRAMEWORKS = Set.of("spring_ai", "langchain", "llamaindex", "crewai");

    private Providers() {}

    static @Nullable String read(AnyValue value) {
        String text = Values.text(value);
        if (text == null || isFramework(value)) {
            return null;
        }
        String name = text.toLowerCase(Locale.ROOT);
        String alias = ALIASES.get(name);
        return alias != null ? alias : withoutInterface(name);
    }

    /** Whether a framework names itself where somebody asks for what it calls. */
    static boolean isFramework(AnyValue value) {
        return value.hasStringValue()
                && FRAMEWORKS.contains(value.getStringValue().toLowerCase(Locale.ROOT));
    }

    private static String withoutInterface(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0 || !INTERFACES.contains(name.substring(dot + 1))) {
            return name;
        }
        String provider = name.substring(0, dot);
        return ALIASES.getOrDefault(provider, provider);
    }
}
