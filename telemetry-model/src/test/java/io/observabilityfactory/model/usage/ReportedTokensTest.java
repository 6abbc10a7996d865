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

    private static ReportedTokens reported(
            Long input, Long output, Long total, Long cacheRead, Long cacheWrite, Long reasoning) {
        return new ReportedTokens(input, output, total, cacheRead, cacheWrite, reasoning, null, null);
    }
}
