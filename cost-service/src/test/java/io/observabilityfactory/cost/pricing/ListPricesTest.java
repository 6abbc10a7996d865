package io.observabilityfactory.cost.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.observabilityfactory.model.price.ModelUse;
import io.observabilityfactory.model.price.Price;
import io.observabilityfactory.model.price.PriceCatalogue;
import io.observabilityfactory.model.usage.TokenBucket;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListPricesTest {

    private final List<Price> prices = ListPrices.read(new ObjectMapper().registerModule(new JavaTimeModule()));

    @ParameterizedTest
    @CsvSource({
        "openai, gpt-4o-2024-08-06, 2.5, 10",
        "openai, gpt-4o-mini, 0.15, 0.6",
        "azure.ai.openai, gpt-4.1, 2, 8",
        "anthropic, claude-sonnet-4-5-20250929, 3, 15",
        "anthropic, claude-opus-4-1, 15, 75",
        "gcp.gemini, gemini-2.5-flash, 0.3, 2.5",
        "gcp.vertex_ai, gemini-2.5-pro, 1.25, 10",
    })
    void commonModels_haveTheirPublishedPrice(String provider, String model, String input, String output) {
        ModelUse use = new ModelUse(provider, model, null, 1_000, Instant.parse("2026-11-01T00:00:00Z"));

        Price price = PriceCatalogue.of(prices).find(use).orElseThrow();

        assertThat(price.usdPerMillion().get(TokenBucket.INPUT)).isEqualByComparingTo(input);
        assertThat(price.usdPerMillion().get(TokenBucket.OUTPUT)).isEqualByComparingTo(output);
    }

    @Test
    void everyVersion_isThereOnce() {
        assertThat(prices.stream()
                        .map(price ->
                                List.of(price.provider(), price.model(), price.validFrom(), price.promptTokensAbove())))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyPrice_namesItsSource() {
        assertThat(prices).isNotEmpty().allSatisfy(price -> assertThat(price.source())
                .startsWith("https://"));
    }
}
