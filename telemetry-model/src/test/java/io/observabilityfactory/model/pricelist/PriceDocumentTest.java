package io.observabilityfactory.model.pricelist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.model.price.InvalidPriceException;
import io.observabilityfactory.model.price.PriceVersion;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceDocumentTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void document_readsEverythingAProviderChargesFor() throws JsonProcessingException {
        JsonNode json = json("""
                {'provider': 'OpenAI', 'model': 'gpt-5', 'aliases': ['gpt-5-2025-08-07', 'gpt-5-*'],
                 'validFrom': '2025-08-07', 'validTo': '2026-08-07T12:00:00Z', 'unit': 'USD per 1M tokens',
                 'prices': {'input': '1.250', 'output': 10},
                 'tiers': [{'abovePromptTokens': 200000, 'prices': {'input': '2.5'}}],
                 'modifiers': {'batch': '0.5', 'priority': {'input': '2.5'}},
                 'source': 'price list', 'sourceDate': '2026-11-10'}""");

        PriceVersion version = PriceDocument.read(json, 3);

        assertThat(version.provider()).isEqualTo("openai");
        assertThat(version.projectId()).isEqualTo(3);
        assertThat(version.validFrom()).isEqualTo(Instant.parse("2025-08-07T00:00:00Z"));
        assertThat(version.validTo()).isEqualTo(Instant.parse("2026-08-07T12:00:00Z"));
        assertThat(PriceDocument.write(version).toString())
                .contains("\"prices\":{\"input\":\"1.25\",\"output\":\"10\"}")
                .contains("\"tiers\":[{\"abovePromptTokens\":200000,\"prices\":{\"input\":\"2.5\"}}]")
                .contains("\"modifiers\":{\"batch\":\"0.5\",\"priority\":{\"input\":\"2.5\"}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    prices.output              | 'prices': {'output': '-1'}
                    prices.output              | 'prices': {'output': '1e3'}
                    prices.output              | 'prices': {'output': 'much'}
                    prices.output              | 'prices': {'output': '0.0000000000000001'}
                    prices.outptu              | 'prices': {'outptu': '1'}
                    prices                     | 'prices': {}
                    price                      | 'price': {'output': '1'}
                    prices                     | 'aliases': []
                    tiers[0].abovePromptTokens | 'prices': {'output': '1'}, 'tiers': [{'prices': {'output': '2'}}]
                    tiers[0].prices.output     | 'prices': {'output': '1'}, 'tiers': [{'prices': {'output': '-2'}}]
                    tiers                      | 'prices': {'output': '1'}, 'tiers': {}
                    modifiers.batch.factor     | 'prices': {'output': '1'}, 'modifiers': {'batch': '-0.5'}
                    modifiers.batch.output     | 'prices': {'output': '1'}, 'modifiers': {'batch': {'output': '-0.5'}}
                    unit                       | 'prices': {'output': '1'}, 'unit': 'EUR'
                    validTo                    | 'prices': {'output': '1'}, 'validTo': '2024-12-31'
                    validTo                    | 'prices': {'output': '1'}, 'validTo': 'tomorrow'
                    aliases                    | 'prices': {'output': '1'}, 'aliases': 'other'
                    aliases                    | 'prices': {'output': '1'}, 'aliases': ['']
                    """)
    void whatCannotBe_isToldByField(String field, String fields) {
        String document = "{'provider': 'p', 'model': 'm', 'validFrom': '2025-01-01', " + fields + "}";

        assertThatThrownBy(() -> PriceDocument.read(json(document), null))
                .isInstanceOfSatisfying(
                        InvalidPriceException.class, e -> assertThat(e.field()).isEqualTo(field));
    }

    private static JsonNode json(String singleQuoted) throws JsonProcessingException {
        return JSON.readTree(singleQuoted.replace('\'', '"'));
    }
}
