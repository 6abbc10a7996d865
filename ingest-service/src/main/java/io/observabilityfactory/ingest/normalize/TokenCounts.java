package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.ingest.normalize.NormalizedSpan.Usage;
import io.observabilityfactory.model.usage.DisjointTokens;
import io.observabilityfactory.model.usage.InputConvention;
import io.observabilityfactory.model.usage.ReportedTokens;
import io.observabilityfactory.model.usage.TokenBucket;
import org.jspecify.annotations.Nullable;

/** What a span says about tokens, taken apart into buckets that do not overlap. */
final class TokenCounts {

    private TokenCounts() {}

    /** {@code null} when the span says nothing. */
    static @Nullable Usage usage(Attributes attributes, NormalizedSource source, @Nullable String provider) {
        ReportedTokens reported = new ReportedTokens(
                credible(GenAiFields.INPUT_TOKENS, "input", attributes),
                credible(GenAiFields.OUTPUT_TOKENS, "output", attributes),
                credible(GenAiFields.TOTAL_TOKENS, "total", attributes),
                credible(GenAiFields.CACHE_READ_TOKENS, "cache read", attributes),
                credible(GenAiFields.CACHE_WRITE_TOKENS, "cache write", attributes),
                credible(GenAiFields.REASONING_TOKENS, "reasoning", attributes),
                credible(GenAiFields.AUDIO_INPUT_TOKENS, "audio input", attributes),
                credible(GenAiFields.AUDIO_OUTPUT_TOKENS, "audio output", attributes));
        if (reported.isEmpty()) {
            return null;
        }
        boolean cached = reported.cacheRead() != null || reported.cacheWrite() != null;
        DisjointTokens tokens =
                reported.disjoint(cached ? InputConventions.of(source, provider, attributes) : InputConvention.UNKNOWN);
        if (!tokens.consistent()) {
            attributes.notes().add("token counts contradict each other");
        }
        return new Usage(reported, tokens, cacheWriteHour(tokens, attributes));
    }

    /** A part of what was written: more than that is a contradiction, and the part cannot be told. */
    private static @Nullable Long cacheWriteHour(DisjointTokens tokens, Attributes attributes) {
        long written = tokens.usage().get(TokenBucket.CACHE_WRITE);
        Long hour = written == 0 ? null : GenAiFields.CACHE_WRITE_HOUR_TOKENS.in(attributes);
        if (hour != null && hour > written) {
            attributes.notes().add("more tokens are cached for an hour than are cached");
            return null;
        }
        return hour;
    }

    private static @Nullable Long credible(Field<Long> field, String name, Attributes attributes) {
        Long count = field.in(attributes);
        if (count != null && count > ReportedTokens.LARGEST_CREDIBLE_COUNT) {
            attributes.notes().add(name + " tokens are impossibly many");
            return null;
        }
        return count;
    }
}
