package io.observabilityfactory.model.usage;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ReportedTokensTest {

    @Test
    void toUsage_takesCachedTokensOutOfTheInputThatContainsThem() {
        TokenUsage usage = reported(1_225L, 33L, 1_258L, 1_024L, null, null).toUsage();

        assertThat(usage.get(TokenBucket.INPUT)).isEqualTo(201);
        assertThat(usage.get(TokenBucket.CACHE_READ)).isEqualTo(1_024);
        assertThat(usage.total()).isEqualTo(1_258);
    }

    @Test
    void toUsage_keepsTheInputWhenTheTotalCountsCachedTokensBesideIt() {
        TokenUsage usage = reported(500L, 100L, 800L, 150L, 50L, null).toUsage();

        assertThat(usage.get(TokenBucket.INPUT)).isEqualTo(500);
        assertThat(usage.total()).isEqualTo(800);
    }

    @Test
    void toUsage_keepsTheInputWhenMoreWasCachedThanIsInIt() {
        ReportedTokens anthropic = reported(21L, 393L, null, 188_086L, 1_000L, null);

        assertThat(anthropic.inputContainsCached()).isFalse();
        assertThat(anthropic.toUsage().get(TokenBucket.INPUT)).isEqualTo(21);
    }

    @Test
    void toUsage_takesReasoningOutOfTheOutput() {
        TokenUsage usage = reported(10L, 500L, 510L, null, null, 320L).toUsage();

        assertThat(usage.get(TokenBucket.OUTPUT)).isEqualTo(180);
        assertThat(usage.get(TokenBucket.REASONING)).isEqualTo(320);
    }

    @Test
    void toUsage_addsReasoningThatTheTotalCountsBesideTheOutput() {
        TokenUsage usage = reported(10L, 100L, 430L, null, null, 320L).toUsage();

        assertThat(usage.get(TokenBucket.OUTPUT)).isEqualTo(100);
        assertThat(usage.total()).isEqualTo(430);
    }

    @Test
    void toUsage_countsAudioThatIsCachedAsWellOnce() {
        TokenUsage usage = new ReportedTokens(1_000L, 500L, 1_500L, 600L, null, 300L, 500L, 400L).toUsage();

        assertThat(usage.get(TokenBucket.CACHE_READ)).isEqualTo(600);
        assertThat(usage.get(TokenBucket.AUDIO_INPUT)).isEqualTo(400);
        assertThat(usage.get(TokenBucket.REASONING)).isEqualTo(300);
        assertThat(usage.get(TokenBucket.AUDIO_OUTPUT)).isEqualTo(200);
        assertThat(usage.total()).isEqualTo(1_500);
    }

    @Test
    void toUsage_keepsAudioThatIsReportedWithoutTheCountItIsPartOf() {
        TokenUsage usage = new ReportedTokens(null, null, null, null, null, null, 50L, 40L).toUsage();

        assertThat(usage.get(TokenBucket.AUDIO_INPUT)).isEqualTo(50);
        assertThat(usage.get(TokenBucket.AUDIO_OUTPUT)).isEqualTo(40);
    }

    @Test
    void totalAlone_isInput() {
        ReportedTokens embedding = reported(null, null, 812L, null, null, null);

        assertThat(embedding.isEmpty()).isFalse();
        assertThat(embedding.toUsage().get(TokenBucket.INPUT)).isEqualTo(812);
        assertThat(embedding.toUsage().total()).isEqualTo(812);
    }

    @Test
    void nothing_isEmpty() {
        ReportedTokens nothing = reported(null, null, null, null, null, null);

        assertThat(nothing.isEmpty()).isTrue();
        assertThat(nothing.toUsage()).isEqualTo(TokenUsage.NONE);
    }

    @Test
    void impossibleCounts_areTreatedAsNotReported() {
        assertThat(reported(-1L, null, null, null, null, null).isEmpty()).isTrue();
        assertThat(reported(Long.MAX_VALUE, null, null, null, null, null).isEmpty())
                .isTrue();
    }

    @Property
    void toUsage_neverLosesOrDoublesATokenOfAContainedBreakdown(
            @ForAll @LongRange(min = 0, max = 1_000_000) long plain,
            @ForAll @LongRange(min = 0, max = 1_000_000) long cacheRead,
            @ForAll @LongRange(min = 0, max = 1_000_000) long cacheWrite,
            @ForAll @LongRange(min = 0, max = 1_000_000) long answer,
            @ForAll @LongRange(min = 0, max = 1_000_000) long reasoning) {
        long input = plain + cacheRead + cacheWrite;
        long output = answer + reasoning;

        TokenUsage usage = reported(input, output, input + output, cacheRead, cacheWrite, reasoning)
                .toUsage();

        assertThat(usage.total()).isEqualTo(input + output);
        assertThat(usage.get(TokenBucket.INPUT)).isEqualTo(plain);
        assertThat(usage.get(TokenBucket.OUTPUT)).isEqualTo(answer);
        assertThat(usage.promptTokens()).isEqualTo(input);
    }

    /** Whatever overlaps with what, each token of input and output is in one bucket, and none is made up. */
    @Property
    void toUsage_withAudioAddsUpToWhatWasReported(
            @ForAll @LongRange(min = 0, max = 1_000_000) long input,
            @ForAll @LongRange(min = 0, max = 1_000_000) long output,
            @ForAll @LongRange(min = 0, max = 1_000_000) long cacheRead,
            @ForAll @LongRange(min = 0, max = 1_000_000) long reasoning,
            @ForAll @LongRange(min = 0, max = 1_000_000) long audioInput,
            @ForAll @LongRange(min = 0, max = 1_000_000) long audioOutput) {
        ReportedTokens reported =
                new ReportedTokens(input, output, null, cacheRead, null, reasoning, audioInput, audioOutput);

        TokenUsage usage = reported.toUsage();

        long prompt = cacheRead <= input ? input : input + cacheRead;
        long generated = reasoning <= output ? output : output + reasoning;
        assertThat(usage.promptTokens()).isEqualTo(prompt);
        assertThat(usage.total()).isEqualTo(prompt + generated);
    }

    private static ReportedTokens reported(
            Long input, Long output, Long total, Long cacheRead, Long cacheWrite, Long reasoning) {
        return new ReportedTokens(input, output, total, cacheRead, cacheWrite, reasoning, null, null);
    }
}
