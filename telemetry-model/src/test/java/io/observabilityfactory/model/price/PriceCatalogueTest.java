package io.observabilityfactory.model.price;

import static io.observabilityfactory.model.price.Versions.JANUARY;
import static io.observabilityfactory.model.price.Versions.JUNE;
import static io.observabilityfactory.model.price.Versions.prices;
import static io.observabilityfactory.model.price.Versions.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceCatalogueTest {

    private static final int OURS = 7;
    private static final int THEIRS = 8;

    private final PriceCatalogue catalogue = PriceCatalogue.of(List.of(
            version(1, "openai", "gpt-4o", JANUARY, "5"),
            version(2, "openai", "gpt-4o", JUNE, "2.5"),
            version(3, "openai", "gpt-4o-mini", JANUARY, "0.15"),
            version(4, null, "anthropic", "claude-opus-4-1", JANUARY, "15", "claude-opus-4-1-20250805", "opus"),
            version(5, null, "gcp.gemini", "gemini-*", JANUARY, "1"),
            version(6, "azure.ai.openai", "gpt-4o-mini", JANUARY, "0.165"),
            version(7, null, "gcp.gemini", "gemini-2.5-*", JANUARY, "2"),
            version(8, null, "gcp.gemini", "gemini-2.5-pro", JANUARY, "3"),
            version(9, OURS, "openai", "gpt-4o-mini", JUNE, "0.1"),
            version(10, OURS, "*", "in-house", JANUARY, "9")));

    @Test
    void find_takesTheVersionInForceAtTheStartOfTheCall() {
        assertThat(found(use("openai", "gpt-4o", JUNE.minusNanos(1)))).isEqualTo(1);
        assertThat(found(use("openai", "gpt-4o", JUNE))).isEqualTo(2);
    }

    @Test
    void find_hasNoPriceBeforeTheFirstVersion() {
        assertThat(catalogue.find(use("openai", "gpt-4o", JANUARY.minusNanos(1))))
                .isEmpty();
    }

    @Test
    void find_takesTheProjectsOwnPriceFirstAndNobodyElses() {
        assertThat(found(use("openai", "gpt-4o-mini", JUNE))).isEqualTo(9);
        assertThat(found(new ModelUse(THEIRS, "openai", "gpt-4o-mini", null, JUNE)))
                .isEqualTo(3);
        assertThat(found(use("openai", "gpt-4o-mini", JUNE.minusNanos(1))))
                .as("before the own price begins")
                .isEqualTo(3);
    }

    @Test
    void find_takesAPriceForWhoeverProvidesTheModel() {
        assertThat(found(use("ollama", "in-house", JUNE))).isEqualTo(10);
        assertThat(found(use(null, "in-house", JUNE))).isEqualTo(10);
        assertThat(catalogue.find(new ModelUse(THEIRS, "ollama", "in-house", null, JUNE)))
                .isEmpty();
    }

    @Test
    void find_prefersTheMostSpecificName() {
        assertThat(found(use("gcp.gemini", "gemini-2.5-pro", JUNE))).isEqualTo(8);
        assertThat(found(use("gcp.gemini", "gemini-2.5-pro-preview-05-06", JUNE)))
                .as("the name without its version before a pattern")
                .isEqualTo(8);
        assertThat(found(use("gcp.gemini", "gemini-2.5-flash", JUNE))).isEqualTo(7);
        assertThat(found(use("gcp.gemini", "gemini-1.5-flash", JUNE))).isEqualTo(5);
        assertThat(found(use("anthropic", "Claude-Opus-4-1-20250805", JUNE))).isEqualTo(4);
        assertThat(found(use("anthropic", "opus", JUNE))).isEqualTo(4);
    }

    @Test
    void find_prefersTheModelThatAnswered() {
        assertThat(found(new ModelUse(THEIRS, "openai", "gpt-4o-mini-2024-07-18", "gpt-4o", JUNE)))
                .isEqualTo(3);
    }

    @Test
    void find_fallsBackToTheRequestedModelWhenTheAnswersNameIsUnknown() {
        assertThat(found(new ModelUse(THEIRS, "openai", "ft:gpt-4o:acme", "gpt-4o", JUNE)))
                .isEqualTo(2);
    }

    @Test
    void find_neverGuessesASimilarName() {
        assertThat(catalogue.find(use("openai", "gpt-4o-audio-preview", JUNE))).isEmpty();
    }

    @Test
    void find_withoutAProviderOnlyWhenAllChargeTheSame() {
        assertThat(found(use(null, "gpt-4o", JUNE))).isEqualTo(2);
        assertThat(catalogue.find(new ModelUse(THEIRS, null, "gpt-4o-mini", null, JUNE)))
                .isEmpty();
    }

    @Test
    void find_doesNotApplyOneProvidersPriceToAnother() {
        assertThat(catalogue.find(use("azure.ai.openai", "gpt-4o", JUNE))).isEmpty();
    }

    @Test
    void correctedVersion_pricesNothingAnymoreAndIsStillKnown() {
        PriceVersion wrong = version(1, "openai", "gpt-4o", JANUARY, "25");
        PriceVersion right = new PriceVersion(
                2, null, "openai", "gpt-4o", List.of(), JANUARY, null, wrong.rates(), "test", null, 1L);

        PriceCatalogue corrected = PriceCatalogue.of(List.of(right, wrong));

        assertThat(corrected.find(use("openai", "gpt-4o", JUNE)).orElseThrow().id())
                .isEqualTo(2);
        assertThat(corrected.version(1)).contains(wrong);
    }

    @Test
    void versionThatEnds_leavesTheCallToWhatHoldsForEverybody() {
        PriceVersion negotiated = new PriceVersion(
                2,
                OURS,
                "openai",
                "gpt-4o",
                List.of(),
                JANUARY,
                JUNE,
                Rates.of(prices("input", "1")),
                "contract",
                null,
                null);
        PriceCatalogue both = PriceCatalogue.of(List.of(version(1, "openai", "gpt-4o", JANUARY, "5"), negotiated));

        assertThat(both.find(use("openai", "gpt-4o", JUNE.minusNanos(1)))
                        .orElseThrow()
                        .id())
                .isEqualTo(2);
        assertThat(both.find(use("openai", "gpt-4o", JUNE)).orElseThrow().id()).isEqualTo(1);
    }

    @Test
    void negativePrice_isRefusedByName() {
        assertThatThrownBy(() -> prices("output", "-0.01"))
                .isInstanceOf(InvalidPriceException.class)
                .hasMessage("output must not be negative: -0.01");
    }

    private long found(ModelUse use) {
        return catalogue.find(use).orElseThrow().id();
    }

    private static ModelUse use(String provider, String model, Instant at) {
        return new ModelUse(OURS, provider, model, null, at);
    }
}
