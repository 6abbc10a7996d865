package io.observabilityfactory.model.price;

import static io.observabilityfactory.model.price.Versions.prices;
import static io.observabilityfactory.model.price.Versions.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.model.usage.TokenBucket;
import io.observabilityfactory.model.usage.TokenUsage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CostCalculatorTest {

    private static final PriceVersion GPT_4O =
            version(7, Rates.of(prices("input", "2.50", "cacheRead", "1.25", "output", "10.00")));

    private static final PriceVersion GRADED = version(
            8,
            new Rates(
                    prices("input", "1.25", "cacheRead", "0.31", "output", "10", "request", "0.005"),
                    List.of(
                            new PriceTier(200_000, prices("input", "2.5", "output", "15")),
                            new PriceTier(500_000, prices("input", "4"))),
                    Map.of(
                            "batch", new PriceModifier.Factor(new BigDecimal("0.5")),
                            "priority", new PriceModifier.OwnPrices(prices("input", "7")))));

    @Test
    void cost_isExactToTheLastDigitAndSaysWhy() {
        TokenUsage usage =
                TokenUsage.of(Map.of(TokenBucket.INPUT, 201L, TokenBucket.CACHE_READ, 1_024L, TokenBucket.OUTPUT, 1L));

        Cost cost = CostCalculator.cost(CallUsage.of(usage), Optional.of(GPT_4O), null);

        // 201 x 2.50 + 1024 x 1.25 + 1 x 10 = 502.5 + 1280 + 10 = 1792.5 millionths
        assertThat(cost.totalUsd()).isEqualByComparingTo("0.0017925");
        assertThat(cost.usdByBucket())
                .containsExactly(
                        Map.entry(PriceBucket.INPUT, new BigDecimal("0.0005025")),
                        Map.entry(PriceBucket.CACHE_READ, new BigDecimal("0.00128")),
                        Map.entry(PriceBucket.OUTPUT, new BigDecimal("0.00001")));
        assertThat(cost.unpricedTokens()).isZero();
        assertThat(cost.sentence())
                .isEqualTo("0.0017925 USD = 201 input tokens at 2.5 USD per million + 1024 input tokens read from the"
                        + " cache at 1.25 USD per million + 1 output token at 10 USD per million, by price version 7"
                        + " (openai gpt-4o, valid from 2025-01-01T00:00:00Z).");
    }

    @Test
    void tokensWithoutAPrice_areUnpricedNotFree() {
        Cost cost = cost(GPT_4O, null, PriceBucket.INPUT, 100, PriceBucket.AUDIO_INPUT, 40);

        assertThat(cost.unpricedTokens()).isEqualTo(40);
        assertThat(cost.usdByBucket()).doesNotContainKey(PriceBucket.AUDIO_INPUT);
        assertThat(cost.totalUsd()).isEqualByComparingTo("0.00025");
        assertThat(cost.sentence()).contains("40 audio input tokens without a price");
    }

    @Test
    void usageWithoutAPrice_isUnpricedAltogether() {
        TokenUsage usage = TokenUsage.of(Map.of(TokenBucket.INPUT, 100L, TokenBucket.OUTPUT, 5L));

        Cost cost = CostCalculator.cost(CallUsage.of(usage), Optional.empty(), null);

        assertThat(cost.unpricedTokens()).isEqualTo(105);
        assertThat(cost.usdByBucket()).isEmpty();
        assertThat(cost.sentence())
                .isEqualTo("The cost is unknown: there is no price for 100 input tokens + 5 output tokens.");
    }

    @Test
    void promptAboveASize_costsMoreForAllItsTokens() {
        // The size counts cached tokens, too: 150000 + 50000 is not above 200000.
        assertThat(cost(GRADED, null, PriceBucket.INPUT, 150_000, PriceBucket.CACHE_READ, 50_000)
                        .totalUsd())
                .isEqualByComparingTo("0.208"); // 187500 + 15500 millionths + 0.005 for the request
        Cost above = cost(GRADED, null, PriceBucket.INPUT, 150_000, PriceBucket.CACHE_READ, 50_001);
        assertThat(above.totalUsd()).isEqualByComparingTo("0.39550031"); // 375000 + 15500.31 millionths + 0.005
        assertThat(above.sentence()).contains("1 request at 0.005 USD each").contains("prompts above 200000 tokens");
        assertThat(cost(GRADED, null, PriceBucket.INPUT, 500_001, PriceBucket.OUTPUT, 0)
                        .totalUsd())
                .isEqualByComparingTo("2.005004");
    }

    @Test
    void serviceTier_changesThePriceOfTokens() {
        assertThat(cost(GRADED, "batch", PriceBucket.INPUT, 1_000, PriceBucket.OUTPUT, 100)
                        .totalUsd())
                .isEqualByComparingTo("0.006125"); // (1250 + 1000) / 2 millionths + 0.005
        Cost priority = cost(GRADED, "priority", PriceBucket.INPUT, 1_000, PriceBucket.OUTPUT, 100);
        assertThat(priority.totalUsd()).isEqualByComparingTo("0.013"); // 7000 + 1000 millionths + 0.005
        assertThat(priority.sentence()).endsWith(", service tier priority (at its own prices).");
        assertThat(cost(GRADED, "scale", PriceBucket.INPUT, 1_000, PriceBucket.OUTPUT, 100))
                .isEqualTo(cost(GRADED, null, PriceBucket.INPUT, 1_000, PriceBucket.OUTPUT, 100));
    }

    @Test
    void embeddedTokens_areInputTokensOfAModelThatOnlyEmbeds() {
        PriceVersion embedder = version(9, Rates.of(prices("embedding", "0.02")));

        assertThat(cost(embedder, null, PriceBucket.INPUT, 1_000, PriceBucket.OUTPUT, 0)
                        .usdByBucket())
                .containsExactly(Map.entry(PriceBucket.INPUT, new BigDecimal("0.00002")));
    }

    @Test
    void reasoningTokens_costWhatOutputCostsUnlessTheyHaveAPriceOfTheirOwn() {
        assertThat(cost(GPT_4O, null, PriceBucket.REASONING, 1_000, PriceBucket.OUTPUT, 100)
                        .usdByBucket())
                .containsEntry(PriceBucket.REASONING, new BigDecimal("0.01"));
        PriceVersion own = version(11, Rates.of(prices("output", "8", "reasoning", "3")));
        assertThat(cost(own, null, PriceBucket.REASONING, 1_000, PriceBucket.OUTPUT, 100)
                        .usdByBucket())
                .containsEntry(PriceBucket.REASONING, new BigDecimal("0.003"));
    }

    @Test
    void cacheWrites_costByHowLongTheyAreKept() {
        PriceVersion cached = version(12, Rates.of(prices("cacheWrite5m", "3.75", "cacheWrite1h", "6")));
        TokenUsage written = TokenUsage.of(Map.of(TokenBucket.CACHE_WRITE, 1_000L));

        assertThat(CostCalculator.cost(CallUsage.of(written, 400), Optional.of(cached), null)
                        .usdByBucket())
                .containsExactly(
                        Map.entry(PriceBucket.CACHE_WRITE_5M, new BigDecimal("0.00225")),
                        Map.entry(PriceBucket.CACHE_WRITE_1H, new BigDecimal("0.0024")));
        assertThat(CallUsage.of(written, 5_000).promptTokens()).isEqualTo(1_000);
    }

    @Test
    void rerankUnits_arePricedOneByOne() {
        PriceVersion reranker = version(10, Rates.of(prices("rerankUnit", "0.002")));

        assertThat(cost(reranker, null, PriceBucket.RERANK_UNIT, 3, PriceBucket.OUTPUT, 0)
                        .totalUsd())
                .isEqualByComparingTo("0.006");
    }

    @Property
    void cost_ofASumIsTheSumOfCosts(
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long a,
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long b) {
        assertThat(output(a + b)).isEqualByComparingTo(output(a).add(output(b)));
    }

    private static BigDecimal output(long tokens) {
        return cost(GPT_4O, null, PriceBucket.INPUT, 0, PriceBucket.OUTPUT, tokens)
                .totalUsd();
    }

    private static Cost cost(PriceVersion price, String serviceTier, PriceBucket a, long ofA, PriceBucket b, long ofB) {
        return CostCalculator.cost(CallUsage.of(Map.of(a, ofA, b, ofB)), Optional.of(price), serviceTier);
    }
}
