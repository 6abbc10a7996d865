package io.observabilityfactory.packaging.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.observabilityfactory.packaging.Checkout;
import io.observabilityfactory.packaging.Committed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The chart's README lists every value. */
class ReadmeTest {

    private static final String README = Chart.FOLDER + "/README.md";
    private static final String HEADING = "## Values\n\n";

    private final List<ValuesFile.Value> values = ValuesFile.parse(Checkout.text(Chart.FOLDER + "/values.yaml"));

    @Test
    void readme_tellsEveryValueWithItsDefault() {
        String readme = Checkout.text(README);
        String above = readme.substring(0, readme.indexOf(HEADING) + HEADING.length());

        Committed.assertUpToDate(README, above + ValuesFile.table(values));
    }

    @Test
    void everyValue_saysWhatItMeans() {
        assertThat(values).filteredOn(value -> !value.text().isEmpty()).allSatisfy(value -> assertThat(value.comment())
                .as(value.path())
                .isNotEmpty());
    }

    @Test
    void linesThatAreRead_areAllValuesThatYamlHas() {
        JsonNode yaml =
                Chart.parse(Checkout.text(Chart.FOLDER + "/values.yaml")).get(0);

        assertThat(values).allSatisfy(value -> assertThat(
                        yaml.at("/" + value.path().replace('.', '/')).isMissingNode())
                .as(value.path())
                .isFalse());
        assertThat(values.stream().filter(value -> !value.text().isEmpty()).map(ValuesFile.Value::path))
                .containsExactlyInAnyOrderElementsOf(leaves("", yaml));
    }

    /** Flow mappings such as <code>{}</code> stand on one line and are one value. */
    private List<String> leaves(String path, JsonNode node) {
        List<String> leaves = new ArrayList<>();
        node.fields().forEachRemaining(field -> {
            String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            boolean block = values.stream()
                    .anyMatch(it -> it.path().equals(name) && it.text().isEmpty());
            leaves.addAll(block ? leaves(name, field.getValue()) : List.of(name));
        });
        return leaves;
    }
}
