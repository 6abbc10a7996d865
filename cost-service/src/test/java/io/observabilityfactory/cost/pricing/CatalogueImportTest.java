package io.observabilityfactory.cost.pricing;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.model.price.PriceVersion;
import io.observabilityfactory.model.pricelist.PriceDocument;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class CatalogueImportTest {

    TestDatabase database;

    @Inject
    CatalogueImport catalogueImport;

    @Inject
    ObjectMapper json;

    @Test
    void correctedPriceOfTheSameDate_supersedesAndKeepsTheWrongOne() throws Exception {
        takeIn("first", price("3"));
        takeIn("second", price("2.5"));
        takeIn("first", price("3"));

        assertThat(versions()).containsExactly("3 superseded", "2.5 live");
        assertThat(database.query("select corrections from price_import where checksum in ('first', 'second')"
                        + " order by imported_at"))
                .as("a file is taken in once")
                .containsExactly("0", "1");
    }

    @Test
    void priceThatIsTheSame_isNotAddedAgain() throws Exception {
        takeIn("one", price("7", "same"));
        takeIn("two", price("7.00", "same"));

        assertThat(database.query("select 1 from model_price where provider = 'p' and model = 'same'"))
                .hasSize(1);
    }

    @Test
    void shippedFiles_areTakenInAtTheStart() {
        await().untilAsserted(() -> assertThat(
                        database.query("select checksum from price_import where file <> 'corrected'"))
                .hasSizeGreaterThanOrEqualTo(CatalogueFile.all(json).size()));
        assertThat(database.query("select count(*) from model_price where rates is null"))
                .containsExactly("0");
    }

    private void takeIn(String checksum, PriceVersion version) {
        catalogueImport
                .takeIn(List.of(new CatalogueFile("corrected", checksum, List.of(version))))
                .await()
                .indefinitely();
    }

    private PriceVersion price(String input) throws Exception {
        return price(input, "corrected");
    }

    private PriceVersion price(String input, String model) throws Exception {
        return PriceDocument.read(
                json.readTree("{'provider': 'p', 'model': '%s', 'validFrom': '2026-01-01', 'prices': {'input': '%s'}}"
                        .formatted(model, input)
                        .replace('\'', '"')),
                null);
    }

    private List<String> versions() {
        return database.query("""
                select concat_ws(' ', rates #>> '{prices,input}',
                                 case when exists (select 1 from model_price c where c.supersedes = p.price_id)
                                      then 'superseded' else 'live' end)
                from model_price p where provider = 'p' and model = 'corrected' order by price_id""");
    }
}
