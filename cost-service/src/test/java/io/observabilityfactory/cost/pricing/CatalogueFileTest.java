package io.observabilityfactory.cost.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.model.price.ModelUse;
import io.observabilityfactory.model.price.PriceBucket;
import io.observabilityfactory.model.price.PriceCatalogue;
import io.observabilityfactory.model.price.PriceVersion;
import io.observabilityfactory.model.price.UnitPrices;
import io.observabilityfactory.model.pricelist.PriceDocument;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueFileTest {

    private final List<CatalogueFile> files = CatalogueFile.all(new ObjectMapper());
    private final List<PriceVersion> versions =
            files.stream().flatMap(file -> file.versions().stream()).toList();

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
        ModelUse use = new ModelUse(1, provider, model, null, Instant.parse("2026-11-01T00:00:00Z"));

        UnitPrices prices =
                PriceCatalogue.of(versions).find(use).orElseThrow().rates().prices();

        assertThat(prices.get(PriceBucket.INPUT)).isEqualByComparingTo(input);
        assertThat(prices.get(PriceBucket.OUTPUT)).isEqualByComparingTo(output);
    }

    @Test
    void filesOfWhoeverRunsTheService_areReadAsThoseThatAreShipped(@TempDir Path folder) throws IOException {
        Path own = Files.writeString(folder.resolve("own.json"), """
                {"prices": [{"provider": "openai", "model": "gpt-4o", "validFrom": "2024-10-02", "prices": {"input": "1"}}]}""");
        ObjectMapper json = new ObjectMapper();

        CatalogueFile read = CatalogueFile.configured(List.of(own), files, json).get(0);

        assertThat(read.name()).isEqualTo("configured/own.json");
        assertThat(read.versions()).singleElement().satisfies(version -> assertThat(version.projectId())
                .isNull());
        assertThat(CatalogueFile.configured(List.of(own), files, json)).containsExactly(read);
        assertThat(CatalogueFile.configured(List.of(own), files.subList(1, files.size()), json))
                .as("what is shipped has changed")
                .extracting(CatalogueFile::checksum)
                .doesNotContain(read.checksum());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    prices.input | {"prices": [{"provider": "acme", "model": "m", "validFrom": "2026-01-01", "prices": {"input": "-1"}}]}
                    aliases 'gpt-4o' is a name of gpt-4o | {"prices": [{"provider": "openai", "model": "ours", "aliases": ["gpt-4o"], "validFrom": "2026-01-01", "prices": {"input": "1"}}]}
                    holds no prices | {}
                    own.json | {"prices":
                    """)
    void fileThatCannotBeRead_isToldByNameAndField(String told, String content, @TempDir Path folder)
            throws IOException {
        Path own = Files.writeString(folder.resolve("own.json"), content);

        assertThatThrownBy(() -> CatalogueFile.configured(List.of(own), files, new ObjectMapper()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("own.json")
                .hasMessageContaining(told);
    }

    @Test
    void everyVersion_isThereOnce() {
        assertThat(versions.stream().map(price -> List.of(price.provider(), price.model(), price.validFrom())))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyName_meansOneModelOfAProvider() {
        Map<List<String>, String> modelOfName = new HashMap<>();
        assertThat(versions).allSatisfy(version -> version.names().forEach(name -> assertThat(version.model())
                .as(version.provider() + " " + name)
                .isEqualTo(modelOfName.computeIfAbsent(List.of(version.provider(), name), unseen -> version.model()))));
    }

    @Test
    void everyPrice_namesItsSourceAndDate() {
        assertThat(versions).isNotEmpty().allSatisfy(version -> {
            assertThat(version.source()).isNotEqualTo("unknown");
            assertThat(version.sourceDate()).isNotNull();
        });
    }

    @Test
    void everyPrice_isTheSameAfterItWasWrittenAndRead() {
        assertThat(versions).allSatisfy(version -> assertThat(PriceDocument.read(PriceDocument.write(version), null))
                .isEqualTo(version));
    }

    @Test
    void everyFileOfTheFolder_isTakenIn() throws IOException, URISyntaxException {
        URL folder = CatalogueFileTest.class.getResource("/catalogue/");
        try (Stream<Path> list = Files.list(Path.of(folder.toURI()))) {
            assertThat(files.stream().map(file -> file.name() + ".json"))
                    .containsExactlyInAnyOrderElementsOf(
                            list.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith(".json"))
                                    .toList());
        }
    }
}
