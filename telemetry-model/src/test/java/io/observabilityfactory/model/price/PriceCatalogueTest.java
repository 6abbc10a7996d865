package io.observabilityfactory.model.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.model.usage.TokenBucket;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PriceCatalogueTest {

    private static final Instant JANUARY = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2025-06-01T00:00:00Z");

    private final PriceCatalogue catalogue = PriceCatalogue.of(List.of(
            price(1, "openai", "gpt-4o", JANUARY, 0, "5"),
            price(2, "openai", "gpt-4o", JUNE, 0, "2.5"),
            price(3, "openai", "gpt-4o-mini", JANUARY, 0, "0.15"),
            price(4, "gcp.gemini", "gemini-2.5-pro", JANUARY, 0, "1.25"),
            price(5, "gcp.gemini", "gemini-2.5-pro", JANUARY, 200_000, "2.5"),
            price(6, "azure.ai.openai", "gpt-4o-mini", JANUARY, 0, "0.165")));

    @Test
    void find_takesTheVersionInForceAtTheStartOfTheCall() {
        assertThat(found(use("openai", "gpt-4o", 10, JUNE.minusNanos(1)))).isEqualTo(1);
        assertThat(found(use("openai", "gpt-4o", 10, JUNE))).isEqualTo(2);
    }

    @Test
    void find_hasNoPriceBeforeTheFirstVersion() {
        assertThat(catalogue.find(use("openai", "gpt-4o", 10, JANUARY.minusNanos(1))))
                .isEmpty();
    }

    @Test
    void find_takesTheTierThatThePromptExceeds() {
        assertThat(found(use("gcp.gemini", "gemini-2.5-pro", 200_000, JUNE))).isEqualTo(4);
        assertThat(found(use("gcp.gemini", "gemini-2.5-pro", 200_001, JUNE))).isEqualTo(5);
    }

    @Test
    void find_prefersTheModelThatAnswered() {
        ModelUse use = new ModelUse("openai", "gpt-4o-mini-2024-07-18", "gpt-4o", 10, JUNE);
        assertThat(found(use)).isEqualTo(3);
    }

    @Test
    void find_fallsBackToTheRequestedModelWhenTheAnswersNameIsUnknown() {
        ModelUse use = new ModelUse("openai", "ft:gpt-4o:acme", "gpt-4o", 10, JUNE);
        assertThat(found(use)).isEqualTo(2);
    }

    @Test
    void find_neverGuessesASimilarName() {
        assertThat(catalogue.find(use("openai", "gpt-4o-audio-preview", 10, JUNE)))
                .isEmpty();
    }

    @Test
    void find_withoutAProviderOnlyWhenAllChargeTheSame() {
        assertThat(found(use(null, "gpt-4o", 10, JUNE))).isEqualTo(2);
        assertThat(catalogue.find(use(null, "gpt-4o-mini", 10, JUNE))).isEmpty();
    }

    @Test
    void find_doesNotApplyOneProvidersPriceToAnother() {
        assertThat(catalogue.find(use("azure.ai.openai", "gpt-4o", 10, JUNE))).isEmpty();
    }

    private long found(ModelUse use) {
        return catalogue.find(use).orElseThrow().id();
    }

    private static ModelUse use(String provider, String model, long promptTokens, Instant at) {
        return new ModelUse(provider, model, null, promptTokens, at);
    }

    private static Price price(
            long id, String provider, String model, Instant validFrom, long promptTokensAbove, String input) {
        Map<TokenBucket, BigDecimal> unitPrices = Map.of(TokenBucket.INPUT, new BigDecimal(input));
        return new Price(id, provider, model, validFrom, promptTokensAbove, unitPrices, "test");
    }
}
