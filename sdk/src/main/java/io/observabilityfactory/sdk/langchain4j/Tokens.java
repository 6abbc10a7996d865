package io.observabilityfactory.sdk.langchain4j;

import dev.langchain4j.model.output.TokenUsage;
import io.observabilityfactory.sdk.ModelUsage;
import java.lang.reflect.Method;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of an answer. What was cached and what was reasoning is told by subclasses in the modules of the providers, which are
 * asked by the names of their methods: there is no common type, and this library should not depend on all of them.
 */
final class Tokens {

    private static final Logger LOG = Logger.getLogger(Tokens.class.getName());

    private Tokens() {}

    static ModelUsage of(TokenUsage usage) {
        long input = orZero(usage.inputTokenCount());
        ModelUsage tokens = ModelUsage.of(input, orZero(usage.outputTokenCount()));
        if (usage.getClass() == TokenUsage.class) {
            return tokens;
        }
        long anthropicRead = number(usage, "cacheReadInputTokens");
        long anthropicWritten = number(usage, "cacheCreationInputTokens");
        if (anthropicRead + anthropicWritten > 0) {
            // Anthropic counts cached tokens beside the input, OpenTelemetry as a part of it.
            return ModelUsage.of(input + anthropicRead + anthropicWritten, tokens.outputTokens())
                    .cacheRead(anthropicRead)
                    .cacheWrite(anthropicWritten);
        }
        return tokens.cacheRead(number(part(usage, "inputTokensDetails"), "cachedTokens")
                        + number(usage, "cachedContentTokenCount"))
                .reasoning(number(part(usage, "outputTokensDetails"), "reasoningTokens"));
    }

    private static long number(@Nullable Object from, String accessor) {
        return part(from, accessor) instanceof Number number ? number.longValue() : 0;
    }

    private static @Nullable Object part(@Nullable Object from, String accessor) {
        if (from == null) {
            return null;
        }
        try {
            Method method = from.getClass().getMethod(accessor);
            return method.invoke(from);
        } catch (NoSuchMethodException e) {
            return null;
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.FINE, "tokens of " + from.getClass() + " are not told in detail", e);
            return null;
        }
    }

    private static long orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
