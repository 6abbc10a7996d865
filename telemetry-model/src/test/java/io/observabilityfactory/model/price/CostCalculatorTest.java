package io.observabilityfactory.model.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.model.usage.TokenBucket;
import io.observabilityfactory.model.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CostCalculatorTest {

    private static final Price GPT_4O = new Price(
            7,
            "openai",
            "gpt-4o",
            Instant.EPOCH,
            0,
            Map.of(
                    TokenBucket.INPUT, new BigDecimal("2.50"),
                    TokenBucket.CACHE_READ, new BigDecimal("1.25"),
                    TokenBucket.OUTPUT, new BigDecimal("10.00")),
            "test");

    @Test
    void cost_isExactToTheLastDigit() {
        TokenUsage usage =
                TokenUsage.of(Map.of(TokenBucket.INPUT, 201L, TokenBucket.CACHE_READ, 1_024L, TokenBucket.OUTPUT, 33L));

        Cost cost = CostCalculator.cost(usage, Optional.of(GPT_4O));

        // 201 x 2.50 + 1024 x 1.25 + 33 x 10 = 502.5 + 1280 + 330 = 2112.5 millionths
        assertThat(cost.totalUsd()).isEqualByComparingTo("0.0021125");
        assertThat(cost.usdByBucket().get(TokenBucket.CACHE_READ)).isEqualByComparingTo("0.00128");
        assertThat(cost.unpricedTokens()).isZero();
    }

    @Test
    void cost_showsTokensWithoutAPriceAsUnpriced() {
        TokenUsage usage = TokenUsage.of(Map.of(TokenBucket.INPUT, 100L, TokenBucket.AUDIO_INPUT, 40L));

        Cost cost = CostCalculator.cost(usage, Optional.of(GPT_4O));

        assertThat(cost.unpricedTokens()).isEqualTo(40);
        assertThat(cost.usdByBucket()).doesNotContainKey(TokenBucket.AUDIO_INPUT);
        assertThat(cost.totalUsd()).isEqualByComparingTo("0.00025");
    }

    @Test
    void cost_withoutAPriceIsUnpricedAltogether() {
        TokenUsage usage = TokenUsage.of(Map.of(TokenBucket.INPUT, 100L, TokenBucket.OUTPUT, 5L));

        Cost cost = CostCalculator.cost(usage, Optional.empty());

        assertThat(cost.unpricedTokens()).isEqualTo(105);
        assertThat(cost.usdByBucket()).isEmpty();
    }

    @Property
    void cost_ofASumIsTheSumOfCosts(
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long a,
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long b) {
        assertThat(output(a + b)).isEqualByComparingTo(output(a).add(output(b)));
    }

    private static BigDecimal output(long tokens) {
        return CostCalculator.cost(TokenUsage.of(Map.of(TokenBucket.OUTPUT, tokens)), Optional.of(GPT_4O))
                .totalUsd();
    }
}
