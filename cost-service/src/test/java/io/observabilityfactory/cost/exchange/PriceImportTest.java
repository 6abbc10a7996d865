package io.observabilityfactory.cost.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.model.price.InvalidPriceException;
import io.observabilityfactory.model.price.PriceBucket;
import io.observabilityfactory.model.price.PriceModifier;
import io.observabilityfactory.model.price.PriceVersion;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceImportTest {

    private static final int PROJECT = 3;

    @Test
    void liteLlm_isReadExactlyWithTiersAndServiceTiers() {
        PriceVersion gemini = only(Format.LITELLM, """
                {"sample_spec": {"input_cost_per_token": 0, "litellm_provider": "one of ..."},
                 "gemini/gemini-2.5-pro": {"litellm_provider": "gemini", "mode": "chat", "max_tokens": 65535,
                   "input_cost_per_token": 1.25e-06, "input_cost_per_token_above_200k_tokens": 2.5e-06,
                   "output_cost_per_token": 1e-05, "output_cost_per_token_above_200k_tokens": 1.5e-05,
                   "cache_read_input_token_cost": 3.125e-07, "input_cost_per_token_batches": 6.25e-07},
                 "no-price": {"litellm_provider": "openai", "mode": "chat"}}""");

        assertThat(gemini.provider()).isEqualTo("gcp.gemini");
        assertThat(gemini.model()).isEqualTo("gemini-2.5-pro");
        assertThat(gemini.validFrom()).hasToString("2026-05-01T00:00:00Z");
        assertThat(gemini.rates().prices().get(PriceBucket.CACHE_READ)).isEqualTo(new BigDecimal("0.3125"));
        assertThat(gemini.rates().tiers().get(0).abovePromptTokens()).isEqualTo(200_000);
        assertThat(gemini.rates().tiers().get(0).prices().get(PriceBucket.OUTPUT))
                .isEqualTo(new BigDecimal("15"));
        assertThat(((PriceModifier.OwnPrices) gemini.rates().modifiers().get("batch"))
                        .prices()
                        .get(PriceBucket.INPUT))
                .isEqualTo(new BigDecimal("0.625"));
    }

    @Test
    void liteLlm_ofAnotherDay_addsOnlyWhatChanged() {
        String file = "{\"gpt-x\": {\"litellm_provider\": \"openai\", \"input_cost_per_token\": %s}}";
        List<PriceVersion> own = stored(only(Format.LITELLM, file.formatted("1e-06")));

        assertThat(read(Format.LITELLM, file.formatted("0.000001"), "2026-06-01")
                        .into(own)
                        .additions())
                .isEmpty();
        assertThat(read(Format.LITELLM, file.formatted("2e-06"), "2026-06-01")
                        .into(own)
                        .additions())
                .hasSize(1);
    }

    @Test
    void configuration_pricesAllTokensOfAModelWhoeverProvidesIt() {
        PriceImport.Result result = read(Format.CONFIG, """
                        cost_tracking:
                          enabled: true
                          pricing: {gpt-4: 0.03, gpt-3.5: 0.002}
                        """, "2026-05-01").into(List.of());

        assertThat(result.additions()).hasSize(2).allSatisfy(version -> assertThat(version.provider())
                .isEqualTo(PriceVersion.ANY_PROVIDER));
        assertThat(result.additions().get(0).rates().prices().get(PriceBucket.CACHE_READ))
                .isEqualByComparingTo("30");
        assertThat(result.additions().get(1).rates().prices().get(PriceBucket.OUTPUT))
                .isEqualByComparingTo("2");
    }

    @Test
    void csv_comesBackAsItWasWritten() {
        PriceVersion version = only(Format.JSON, """
                {"prices": [{"provider": "acme", "model": "m", "aliases": ["a", "b-*"], "validFrom": "2026-05-01",
                  "validTo": "2026-07-01", "prices": {"input": "0.15", "rerankUnit": "0.002"},
                  "tiers": [{"abovePromptTokens": 1000, "prices": {"input": "0.3"}}],
                  "modifiers": {"batch": "0.5"}, "source": "contract, page \\"2\\"", "sourceDate": "2026-04-30"}]}""");

        assertThat(only(Format.CSV, CsvPrices.write(List.of(version)))).isEqualTo(version);
    }

    @Test
    void liteLlmFile_comesBackAsItWasWritten() throws Exception {
        PriceVersion version = only(Format.LITELLM, """
                {"claude-x": {"litellm_provider": "anthropic", "input_cost_per_token": 3e-06,
                  "cache_creation_input_token_cost_above_1hr": 6e-06, "input_cost_per_token_above_200k_tokens": 6e-06}}""");

        assertThat(only(Format.LITELLM, liteLlm(List.of(version)))).isEqualTo(version);
    }

    @Test
    void liteLlmFile_tellsWhatHoldsAndWhatABatchCosts() throws Exception {
        String list = """
                {"prices": [
                  {"provider": "acme", "model": "m", "validFrom": "2027-01-01", "prices": {"input": "9"}},
                  {"provider": "acme", "model": "m", "validFrom": "2026-05-01", "prices": {"input": "3"},
                   "modifiers": {"batch": "0.5"}},
                  {"provider": "acme", "model": "m", "validFrom": "2026-01-01", "prices": {"input": "1"}}]}""";
        List<PriceVersion> versions =
                read(Format.JSON, list, "").into(List.of()).additions();

        assertThat(liteLlm(versions))
                .isEqualTo("{\"acme/m\":{\"litellm_provider\":\"acme\",\"input_cost_per_token\":0.000003,"
                        + "\"input_cost_per_token_batches\":0.0000015}}");
    }

    private static String liteLlm(List<PriceVersion> versions) throws Exception {
        return new ObjectMapper()
                .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                .writeValueAsString(LiteLlmPrices.write(versions, Instant.parse("2026-06-01T00:00:00Z")));
    }

    @Test
    void list_isTakenInAsFarAsItCanBe() {
        List<PriceVersion> own = stored(only(Format.CSV, """
                provider,model,aliases,validFrom,input
                acme,m,alias,2026-05-01,1
                """));

        PriceImport.Result result = read(Format.CSV, """
                provider,model,aliases,validFrom,input
                acme,m,alias,2026-05-01,1.00
                acme,m,alias,2026-06-01,2
                acme,other,alias,2026-05-01,1
                acme,negative,,2026-05-01,-1
                """, "").into(own);

        assertThat(result.unchanged()).isEqualTo(1);
        assertThat(result.additions()).hasSize(1);
        assertThat(result.refusals()).extracting(PriceImport.Refusal::field).containsExactly("prices.input", "aliases");
    }

    @Test
    void priceThatDiffersForTheSameDate_corrects() {
        List<PriceVersion> own = stored(only(Format.CSV, "provider,model,validFrom,input\nacme,m,2026-05-01,1\n"));

        PriceImport.Result result = read(Format.CSV, "provider,model,validFrom,input\nacme,m,2026-05-01,2\n", "")
                .into(own);

        assertThat(result.corrections()).isEqualTo(1);
        assertThat(result.additions().get(0).supersedes()).isEqualTo(42);
    }

    @Test
    void textThatIsSomethingElse_isRefusedAsAWhole() {
        assertThatThrownBy(() -> read(Format.JSON, "{\"prices\": [", "")).isInstanceOf(InvalidPriceException.class);
        assertThatThrownBy(() -> read(Format.CSV, "provider,colour\n", "")).hasMessageContaining("colour");
    }

    private static PriceVersion only(Format format, String text) {
        PriceImport.Result result = read(format, text, "2026-05-01").into(List.of());
        assertThat(result.refusals()).isEmpty();
        assertThat(result.additions()).hasSize(1);
        return result.additions().get(0);
    }

    private static PriceImport read(Format format, String text, String validFrom) {
        return PriceImport.read(format, text, validFrom, PROJECT);
    }

    private static List<PriceVersion> stored(PriceVersion version) {
        return List.of(new PriceVersion(
                42,
                PROJECT,
                version.provider(),
                version.model(),
                version.aliases(),
                version.validFrom(),
                version.validTo(),
                version.rates(),
                version.source(),
                version.sourceDate(),
                null));
    }
}
