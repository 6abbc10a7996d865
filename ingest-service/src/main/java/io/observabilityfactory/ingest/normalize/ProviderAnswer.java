package io.observabilityfactory.ingest.normalize;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a provider answered, kept as a whole by clients that take little out of it. */
final class ProviderAnswer {

    private ProviderAnswer() {}

    static @Nullable String finishReason(Map<?, ?> answer) {
        Object choice = answer.get("choices") instanceof List<?> choices && !choices.isEmpty() ? choices.get(0) : null;
        Object reason = choice instanceof Map<?, ?> first ? first.get("finish_reason") : answer.get("stop_reason");
        String text = Values.textOf(reason);
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    static @Nullable Long inputTokens(Map<?, ?> answer) {
        return answer.get("usage") instanceof Map<?, ?> usage ? LangfuseUsage.input(usage) : null;
    }

    static @Nullable Long cacheWriteHour(Map<?, ?> answer) {
        return answer.get("usage") instanceof Map<?, ?> usage ? CacheWrites.forAnHour(usage) : null;
    }

    static @Nullable Long reasoningTokens(Map<?, ?> answer) {
        return answer.get("usage") instanceof Map<?, ?> usage ? LangfuseUsage.reasoning(usage) : null;
    }
}
