package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.model.usage.InputConvention;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which instrumentations report input tokens with the cached ones in them, and which beside them. It is asked when the
 * counts themselves do not tell. The first line that fits counts.
 */
final class InputConventions {

    private static final List<Known> TABLE = List.of(
            // scope contains, provider begins with, from major version
            new Known("openlit", "anthropic", 0, InputConvention.EXCLUSIVE),
            new Known("strands", "", 0, InputConvention.EXCLUSIVE),
            new Known("langchain", "aws.bedrock", 0, InputConvention.EXCLUSIVE),
            new Known("instrumentation.bedrock", "", 0, InputConvention.EXCLUSIVE),
            new Known("traceloop/instrumentation-bedrock", "", 0, InputConvention.EXCLUSIVE),
            new Known("instrumentation.anthropic", "", 0, InputConvention.INCLUSIVE),
            new Known("instrumentation-anthropic", "", 0, InputConvention.INCLUSIVE),
            new Known("com.anthropic.sdk", "", 0, InputConvention.INCLUSIVE),
            new Known("openinference", "", 0, InputConvention.INCLUSIVE),
            new Known("pydantic-ai", "", 1, InputConvention.INCLUSIVE),
            new Known("logfire", "", 0, InputConvention.INCLUSIVE));

    /** The AI SDK's name for itself; it tells no version. */
    private static final String AI_SDK = "ai";

    private InputConventions() {}

    /** @param provider by its one name, see {@link Providers} */
    static InputConvention of(NormalizedSource source, @Nullable String provider, Attributes attributes) {
        String scope = source.scopeName() == null ? "" : source.scopeName().toLowerCase(Locale.ROOT);
        if (scope.equals(AI_SDK)) {
            return ofAiSdk(attributes);
        }
        for (Known known : TABLE) {
            if (known.fits(scope, source.scopeVersion(), provider == null ? "" : provider)) {
                return known.convention();
            }
        }
        InputConvention langfuse = GenAiFields.LANGFUSE_CONVENTION.in(attributes);
        return langfuse == null ? InputConvention.UNKNOWN : langfuse;
    }

    /** Since version 6 its input has everything in it, which it then also details. Before that it passed on what it got. */
    private static InputConvention ofAiSdk(Attributes attributes) {
        return GenAiFields.AI_SDK_INPUT_DETAILS.isIn(attributes) ? InputConvention.INCLUSIVE : InputConvention.UNKNOWN;
    }

    private record Known(String scope, String provider, int sinceMajor, InputConvention convention) {

        boolean fits(String scopeName, @Nullable String version, String providerName) {
            return scopeName.contains(scope)
                    && providerName.startsWith(provider)
                    && (sinceMajor == 0 || major(version) >= sinceMajor);
        }

        private static int major(@Nullable String version) {
            int digits = 0;
            while (version != null
                    && digits < Math.min(version.length(), 6)
                    && Character.isDigit(version.charAt(digits))) {
                digits++;
            }
            return digits == 0 ? 0 : Integer.parseInt(version.substring(0, digits));
        }
    }
}
