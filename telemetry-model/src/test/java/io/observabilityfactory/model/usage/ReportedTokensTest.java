package io.observabilityfactory.model.usage;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.WithNull;
import org.junit.jupiter.api.Test;

class ReportedTokensTest {

    @Test
    void disjoint_takesCachedTokensOutOfTheInputThatContainsThem() {
        TokenUsage usage = reported(1_225L, 33L, 1_258L, 1_024L, null, null)
                .disjoint(InputConvention.UNKNOWN)
                .usage();

        assertThat(usage.get(TokenBucket.INPUT)).isEqualTo(201);
        assertThat(usage.get(TokenBucket.CACHE_READ)).isEqualTo(1_024);
        assertThat(usage.total()).isEqualTo(1_258);
    }

    @Test
    void disjoint_keepsTheInputWhenTheTotalCountsCachedTokensBesideIt() {
        TokenUsage usage = reported(500L, 100L, 800L, 150L, 50L, null)
                .disjoint(InputConvention.UNKNOWN)
                .usage();

        assertThat(usage.get(TokenBucket.INPUT)).isEqualTo(500);
        assertThat(usage.total()).isEqualTo(800);
    }

    @Test
    void disjoint_keepsTheInputWhenMoreWasCachedThanIsInIt() {
        ReportedTokens anthropic = reported(21L, 393L, null, 188_086L, 1_000L, null);

        assertThat(anthropic.inclusion(InputConvention.INCLUSIVE)).isEqualTo(TokenInclusion.EXCLUSIVE_BY_EXCESS);
        assertThat(anthropic.disjoint(InputConvention.UNKNOWN).usage().get(TokenBucket.INPUT))
                .isEqualTo(21);
    }

    @Test
    void disjoint_takesReasoningOutOfTheOutput() {
        TokenUsage usage = reported(10L, 500L, 510L, null, null, 320L)
                .disjoint(InputConvention.UNKNOWN)
                .usage();

        assertThat(usage.get(TokenBucket.OUTPUT)).isEqualTo(180);
        assertThat(usage.get(TokenBucket.REASONING)).isEqualTo(320);
    }

    @Test
    void disjoint_addsReasoningThatTheTotalCountsBesideTheOutput() {
        TokenUsage usage = reported(10L, 100L, 430L, null, null, 320L)
                .disjoint(InputConvention.UNKNOWN)
                .usage();

        assertThat(usage.get(TokenBucket.OUTPUT)).isEqualTo(100);
        assertThat(usage.total()).isEqualTo(430);
    }

    @Test
    void disjoint_countsAudioThatIsCachedAsWellOnce() {
        TokenUsage usage = new ReportedTokens(1_000L, 500L, 1_500L, 600L, null, 300L, 500L, 400L)
                .disjoint(InputConvention.UNKNOWN)
                .usage();

        assertThat(usage.get(TokenBucket.CACHE_READ)).isEqualTo(600);
        assertThat(usage.get(TokenBucket.AUDIO_INPUT)).isEqualTo(400);
        assertThat(usage.get(TokenBucket.REASONING)).isEqualTo(300);
        assertThat(usage.get(TokenBucket.AUDIO_OUTPUT)).isEqualTo(200);
        assertThat(usage.total()).isEqualTo(1_500);
    }

    @Test
    void disjoint_keepsAudioThatIsReportedWithoutTheCountItIsPartOf() {
        TokenUsage usage = new ReportedTokens(null, null, null, null, null, null, 50L, 40L)
                .disjoint(InputConvention.UNKNOWN)
                .usage();

        assertThat(usage.get(TokenBucket.AUDIO_INPUT)).isEqualTo(50);
        assertThat(usage.get(TokenBucket.AUDIO_OUTPUT)).isEqualTo(40);
    }

    @Test
    void totalAlone_isInput() {
        ReportedTokens embedding = reported(null, null, 812L, null, null, null);

        assertThat(embedding.isEmpty()).isFalse();
        assertThat(embedding.disjoint(InputConvention.UNKNOWN).usage().get(TokenBucket.INPUT))
                .isEqualTo(812);
        assertThat(embedding.disjoint(InputConvention.UNKNOWN).usage().total()).isEqualTo(812);
    }

    @Test
    void nothing_isEmpty() {
        ReportedTokens nothing = reported(null, null, null, null, null, null);

        assertThat(nothing.isEmpty()).isTrue();
        assertThat(nothing.disjoint(InputConvention.UNKNOWN).usage()).isEqualTo(TokenUsage.NONE);
    }

    @Test
    void impossibleCounts_areTreatedAsNotReported() {
        assertThat(reported(-1L, null, null, null, null, null).isEmpty()).isTrue();
        assertThat(reported(Long.MAX_VALUE, null, null, null, null, null).isEmpty())
                .isTrue();
    }

    @Property
    void disjoint_neverLosesOrDoublesATokenOfAContainedBreakdown(
            @ForAll @LongRange(min = 0, max = 1_000_000) long plain,
            @ForAll @LongRange(min = 0, max = 1_000_000) long cacheRead,
            @ForAll @LongRange(min = 0, max = 1_000_000) long cacheWrite,
            @ForAll @LongRange(min = 0, max = 1_000_000) long answer,
            @ForAll @LongRange(min = 0, max = 1_000_000) long reasoning) {
        long input = plain + cacheRead + cacheWrite;
        long output = answer + reasoning;

        TokenUsage usage = reported(input, output, input + output, cacheRead, cacheWrite, reasoning)
                .disjoint(InputConvention.UNKNOWN)
                .usage();

        assertThat(usage.total()).isEqualTo(input + output);
        assertThat(usage.get(TokenBucket.INPUT)).isEqualTo(plain);
        assertThat(usage.get(TokenBucket.OUTPUT)).isEqualTo(answer);
        assertThat(usage.promptTokens()).isEqualTo(input);
    }

    /** Whatever overlaps with what, each token of input and output is in one bucket, and none is made up. */
    @Property
    void disjoint_withAudioAddsUpToWhatWasReported(
            @ForAll @LongRange(min = 0, max = 1_000_000) long input,
            @ForAll @LongRange(min = 0, max = 1_000_000) long output,
            @ForAll @LongRange(min = 0, max = 1_000_000) long cacheRead,
            @ForAll @LongRange(min = 0, max = 1_000_000) long reasoning,
            @ForAll @LongRange(min = 0, max = 1_000_000) long audioInput,
            @ForAll @LongRange(min = 0, max = 1_000_000) long audioOutput) {
        ReportedTokens reported =
                new ReportedTokens(input, output, null, cacheRead, null, reasoning, audioInput, audioOutput);

        TokenUsage usage = reported.disjoint(InputConvention.UNKNOWN).usage();

        long prompt = cacheRead <= input ? input : input + cacheRead;
        long generated = reasoning <= output ? output : output + reasoning;
        assertThat(usage.promptTokens()).isEqualTo(prompt);
        assertThat(usage.total()).isEqualTo(prompt + generated);
    }

    @Test
    void inclusion_isToldByTheTotalBeforeWhatIsKnownOfTheInstrumentation() {
        assertThat(reported(1_000L, 50L, 1_050L, 400L, 100L, null).inclusion(InputConvention.EXCLUSIVE))
                .isEqualTo(TokenInclusion.INCLUSIVE_BY_TOTAL);
        assertThat(reported(1_000L, 50L, 1_550L, 400L, 100L, null).inclusion(InputConvention.INCLUSIVE))
                .isEqualTo(TokenInclusion.EXCLUSIVE_BY_TOTAL);
    }

    @Test
    void inclusion_isToldByATotalThatCountsReasoningBesideTheOutput() {
        assertThat(reported(1_000L, 50L, 1_070L, 400L, null, 20L).inclusion(InputConvention.EXCLUSIVE))
                .isEqualTo(TokenInclusion.INCLUSIVE_BY_TOTAL);
        DisjointTokens beside = reported(1_000L, 50L, 1_470L, 400L, null, 20L).disjoint(InputConvention.INCLUSIVE);
        assertThat(beside.inclusion()).isEqualTo(TokenInclusion.EXCLUSIVE_BY_TOTAL);
        assertThat(beside.usage().total()).isEqualTo(1_470);
    }

    /** A library that is given no total adds up what it has: of 188,086 cached tokens none can be among 21. */
    @Test
    void inclusion_isNotToldByATotalThatSaysWhatCannotBe() {
        DisjointTokens tokens = reported(21L, 393L, 414L, 188_086L, null, null).disjoint(InputConvention.INCLUSIVE);

        assertThat(tokens.inclusion()).isEqualTo(TokenInclusion.EXCLUSIVE_BY_EXCESS);
        assertThat(tokens.usage().get(TokenBucket.INPUT)).isEqualTo(21);
        assertThat(tokens.consistent()).isFalse();
    }

    @Test
    void inclusion_withoutEvidenceIsWhatIsKnownOfTheInstrumentation() {
        ReportedTokens silent = reported(1_000L, 50L, null, 400L, 100L, null);

        assertThat(silent.disjoint(InputConvention.EXCLUSIVE).usage().get(TokenBucket.INPUT))
                .isEqualTo(1_000);
        assertThat(silent.disjoint(InputConvention.INCLUSIVE).usage().get(TokenBucket.INPUT))
                .isEqualTo(500);
        assertThat(silent.inclusion(InputConvention.UNKNOWN)).isEqualTo(TokenInclusion.INCLUSIVE_BY_SPECIFICATION);
    }

    @Test
    void inclusion_withNothingCachedNeedsNoDecision() {
        assertThat(reported(10L, 5L, null, 0L, null, null).inclusion(InputConvention.EXCLUSIVE))
                .isEqualTo(TokenInclusion.NOTHING_CACHED);
    }

    @Test
    void countsThatContradictEachOther_areNotConsistent() {
        assertThat(reported(10L, 5L, 99L, null, null, null)
                        .disjoint(InputConvention.UNKNOWN)
                        .consistent())
                .isFalse();
        assertThat(new ReportedTokens(10L, 5L, 15L, null, null, null, 11L, null)
                        .disjoint(InputConvention.UNKNOWN)
                        .consistent())
                .isFalse();
        assertThat(reported(10L, 5L, 15L, 3L, null, 2L)
                        .disjoint(InputConvention.UNKNOWN)
                        .consistent())
                .isTrue();
    }

    /** Counts of any size and any subset of them. */
    @Property
    void disjoint_isNeverNegativeAndAddsUpToWhatWasReported(
            @ForAll @WithNull(0.3) @LongRange(min = -5, max = 1_000) Long input,
            @ForAll @WithNull(0.3) @LongRange(min = -5, max = 1_000) Long output,
            @ForAll @WithNull(0.5) @LongRange(min = 0, max = 3_000) Long total,
            @ForAll @WithNull(0.3) @LongRange(min = 0, max = 1_500) Long cacheRead,
            @ForAll @WithNull(0.5) @LongRange(min = 0, max = 1_500) Long cacheWrite,
            @ForAll @WithNull(0.5) @LongRange(min = 0, max = 1_500) Long reasoning,
            @ForAll InputConvention convention) {
        ReportedTokens reported =
                new ReportedTokens(input, output, total, cacheRead, cacheWrite, reasoning, null, null);

        DisjointTokens tokens = reported.disjoint(convention);

        assertThat(TokenBucket.values())
                .allSatisfy(bucket -> assertThat(tokens.usage().get(bucket)).isNotNegative());
        if (reported.input() != null && reported.output() != null) {
            long cached = or0(cacheRead) + or0(cacheWrite);
            long prompt = reported.input() + (tokens.inclusion().inputContainsCached() ? 0 : cached);
            long generated = tokens.usage().total() - tokens.usage().promptTokens();
            assertThat(tokens.usage().promptTokens()).isEqualTo(prompt);
            assertThat(generated).isIn(reported.output(), reported.output() + or0(reasoning));
        }
        if (tokens.consistent() && reported.total() != null) {
            assertThat(tokens.usage().total()).isEqualTo(reported.total());
        }
    }

    private static long or0(Long count) {
        return count == null ? 0 : count;
    }

    private static ReportedTokens reported(
            Long input, Long output, Long total, Long cacheRead, Long cacheWrite, Long reasoning) {
        return new ReportedTokens(input, output, total, cacheRead, cacheWrite, reasoning, null, null);
    }
}
