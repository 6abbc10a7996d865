package io.observabilityfactory.packaging.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.observabilityfactory.packaging.Checkout;
import io.observabilityfactory.packaging.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {

    private static final ObjectMapper YAML = new YAMLMapper();
    private static final String CASES = "packaging/src/test/rules";
    private static final Set<String> SEVERITIES = Set.of("critical", "warning", "info");

    @TempDir
    static Path folder;

    static RenderedRules rules;

    @BeforeAll
    static void render() {
        rules = RenderedRules.of(Map.of());
    }

    @Test
    void promtool_findsNothingWrong() {
        Path file = rules.write(folder.resolve("checked.yaml"));

        Tool.Result result =
                Tool.installed("promtool").run("check", "rules", "--lint=all", "--lint-fatal", file.toString());

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains(rules.rules().count() + " rules found");
    }

    static Stream<String> alertNames() {
        return RenderedRules.of(Map.of())
                .alerts()
                .map(alert -> alert.get("alert").asText())
                .distinct();
    }

    /** The order of groups is not that of the file unless it is said. */
    @ParameterizedTest
    @MethodSource("alertNames")
    void alert_firesWhenItShouldAndOnlyThen(String alert) throws IOException {
        Path file = rules.write(folder.resolve(alert + "-rules.yaml"));
        Path cases = folder.resolve(alert + ".yaml");
        Files.writeString(
                cases,
                "rule_files: ['" + file + "']\ngroup_eval_order: " + rules.groupNames() + "\n"
                        + Checkout.text(CASES + "/" + alert + ".yaml"));

        Tool.Result result = Tool.installed("promtool").run("test", "rules", cases.toString());

        assertThat(result.status()).as(result.output()).isZero();
    }

    @ParameterizedTest
    @MethodSource("alertNames")
    void alert_hasACaseThatFiresAndOneThatDoesNot(String alert) throws IOException {
        JsonNode cases = YAML.readTree(Checkout.text(CASES + "/" + alert + ".yaml"));

        List<JsonNode> expectations = cases.get("tests").findValues("alert_rule_test").stream()
                .flatMap(tests -> tests.findParents("alertname").stream())
                .toList();
        assertThat(expectations)
                .allSatisfy(it -> assertThat(it.get("alertname").asText()).isEqualTo(alert))
                .anySatisfy(it -> assertThat(it.get("exp_alerts")).isEmpty())
                .anySatisfy(it -> assertThat(it.get("exp_alerts")).isNotEmpty());
        Set<String> fired = cases.findValuesAsText("severity").stream().collect(Collectors.toSet());
        assertThat(rules.alerts()
                        .filter(it -> it.get("alert").asText().equals(alert))
                        .map(it -> it.at("/labels/severity").asText()))
                .allSatisfy(severity -> assertThat(fired).contains(severity));
    }

    @Test
    void everyAlert_saysHowBadItIsAndWhatToDo() {
        assertThat(rules.alerts()).hasSizeGreaterThan(10).allSatisfy(alert -> {
            String name = alert.get("alert").asText();
            assertThat(alert.at("/labels/severity").asText()).as(name).isIn(SEVERITIES);
            assertThat(alert.at("/annotations/summary").asText())
                    .as(name)
                    .isNotEmpty()
                    .doesNotContain("{{");
            assertThat(alert.at("/annotations/description").asText()).as(name).isNotEmpty();
            assertThat(alert.at("/annotations/runbook_url").asText())
                    .isEqualTo(RenderedRules.RUNBOOKS + "/" + name + ".md");
            assertThat(Checkout.text("docs/runbooks/" + name + ".md")).startsWith("# " + name + "\n");
        });
    }

    @Test
    void everyRunbook_isOfAnAlert() {
        assertThat(Checkout.list("docs/runbooks").stream()
                        .map(file -> file.getFileName().toString().replace(".md", "")))
                .containsExactlyInAnyOrderElementsOf(alertNames().toList());
    }

    @Test
    void threshold_isTheOneOfTheValues() {
        JsonNode threshold = RenderedRules.of(Map.of("dailyCostUsd", 250.5))
                .rules()
                .filter(rule -> rule.path("record").asText().equals("observability_factory:daily_cost_usd:threshold"))
                .findFirst()
                .orElseThrow();

        assertThat(threshold.get("expr").asText()).isEqualTo("vector(250.5)");
    }
}
