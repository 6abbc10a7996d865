package io.observabilityfactory.model.usage;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Token counts as an instrumentation reports them; {@code null} where it says nothing. They overlap: cached and audio
 * tokens are usually part of {@code input}, reasoning and audio tokens part of {@code output}, and whether they are
 * differs between providers and instrumentations.
 */
public record ReportedTokens(
        @Nullable Long input,
        @Nullable Long output,
        @Nullable Long total,
        @Nullable Long cacheRead,
        @Nullable Long cacheWrite,
        @Nullable Long reasoning,
        @Nullable Long audioInput,
        @Nullable Long audioOutput) {

    /** Larger counts than this are mistakes; they would also overflow sums over many spans. */
    public static final long LARGEST_CREDIBLE_COUNT = 1_000_000_000_000L;

    /** A negative or incredible count is treated as not reported. */
    public ReportedTokens {
        input = credible(input);
        output = credible(output);
        total = credible(total);
        cacheRead = credible(cacheRead);
        cacheWrite = credible(cacheWrite);
        reasoning = credible(reasoning);
        audioInput = credible(audioInput);
        audioOutput = credible(audioOutput);
    }

    /** Whether nothing was reported. */
    public boolean isEmpty() {
        return total == null && isWithoutBreakdown();
    }

    private boolean isWithoutBreakdown() {
        return input == null
                && output == null
                && cacheRead == null
                && cacheWrite == null
                && reasoning == null
                && audioInput == null
                && audioOutput == null;
    }

    /**
     * Whether {@link #input} contains the cached tokens. The specification says it does; raw figures of Anthropic and
     * Bedrock say it does not. The reported total decides first, unless it says what cannot be: libraries that are given
     * none add up what they have. Then what is possible, then what is known of the instrumentation.
     */
    public TokenInclusion inclusion(InputConvention convention) {
        long cached = cached();
        if (cached == 0) {
            return TokenInclusion.NOTHING_CACHED;
        }
        boolean fits = cached <= or0(input);
        long thought = or0(reasoning);
        if (fits && totalIs(0)) {
            return TokenInclusion.INCLUSIVE_BY_TOTAL;
        }
        if (totalIs(cached)) {
            return TokenInclusion.EXCLUSIVE_BY_TOTAL;
        }
        if (fits && totalIs(thought)) {
            return TokenInclusion.INCLUSIVE_BY_TOTAL;
        }
        if (totalIs(cached + thought)) {
            return TokenInclusion.EXCLUSIVE_BY_TOTAL;
        }
        return fits ? convention.inclusion() : TokenInclusion.EXCLUSIVE_BY_EXCESS;
    }

    private boolean totalIs(long besideInputAndOutput) {
        return total != null && total == or0(input) + or0(output) + besideInputAndOutput;
    }

    /** Whether {@link #output} contains the reasoning tokens, which it does unless that is impossible or the total tells. */
    private boolean outputContainsReasoning(TokenInclusion inclusion) {
        long thought = or0(reasoning);
        long besideInput = inclusion.inputContainsCached() ? 0 : cached();
        return thought <= or0(output) && (thought == 0 || !totalIs(besideInput + thought));
    }

    /**
     * The same tokens in disjoint buckets. Output is never derived from the total.
     *
     * <p>A total alone becomes input: for an embedding, which reports no more, that is exactly right, and for any other
     * call the tokens are seen, at the price of input, rather than lost.
     */
    public DisjointTokens disjoint(InputConvention convention) {
        TokenInclusion inclusion = inclusion(convention);
        TokenUsage usage =
                isWithoutBreakdown() ? TokenUsage.of(Map.of(TokenBucket.INPUT, or0(total))) : usage(inclusion);
        return new DisjointTokens(usage, inclusion, agreesWith(usage));
    }

    private TokenUsage usage(TokenInclusion inclusion) {
        Map<TokenBucket, Long> buckets = new EnumMap<>(TokenBucket.class);
        long uncached = or0(input) - (inclusion.inputContainsCached() ? cached() : 0);
        long answer = or0(output) - (outputContainsReasoning(inclusion) ? or0(reasoning) : 0);
        long heard = audio(audioInput, input, uncached);
        long spoken = audio(audioOutput, output, answer);
        buckets.put(TokenBucket.INPUT, atLeast0(uncached - heard));
        buckets.put(TokenBucket.CACHE_READ, or0(cacheRead));
        buckets.put(TokenBucket.CACHE_WRITE, or0(cacheWrite));
        buckets.put(TokenBucket.OUTPUT, atLeast0(answer - spoken));
        buckets.put(TokenBucket.REASONING, or0(reasoning));
        buckets.put(TokenBucket.AUDIO_INPUT, heard);
        buckets.put(TokenBucket.AUDIO_OUTPUT, spoken);
        return TokenUsage.of(buckets);
    }

    /** Whether the counts agree with each other: the total with its parts, and audio with what it is part of. */
    private boolean agreesWith(TokenUsage usage) {
        boolean sumIsTotal = total == null || usage.total() == total;
        return sumIsTotal && isPart(audioInput, input) && isPart(audioOutput, output);
    }

    private static boolean isPart(@Nullable Long part, @Nullable Long whole) {
        return whole == null || or0(part) <= whole;
    }

    private long cached() {
        return or0(cacheRead) + or0(cacheWrite);
    }

    /**
     * Audio tokens that are cached, or reasoned about, as well are counted as that and not a second time.
     *
     * @param whole the count that contains the audio tokens; {@code null} when only they were reported
     * @param left what other buckets leave of it
     */
    private static long audio(@Nullable Long reported, @Nullable Long whole, long left) {
        return whole == null ? or0(reported) : Math.min(or0(reported), left);
    }

    private static @Nullable Long credible(@Nullable Long count) {
        return count == null || count < 0 || count > LARGEST_CREDIBLE_COUNT ? null : count;
    }

    private static long or0(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    private static long atLeast0(long count) {
        return Math.max(0, count);
    }
}
