package io.observabilityfactory.packaging.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.observabilityfactory.packaging.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardTest {

    /** What an SDK may choose to send or not. */
    private static final List<String> LABELS_OF_SDKS =
            List.of("service_name", "deployment_environment", "telemetry_sdk");

    private final List<Dashboard> boards = Dashboard.all();

    @Test
    void boards_areThoseThatPeopleLookFor() {
        assertThat(boards.stream().map(board -> board.json().get("title").asText()))
                .containsExactlyInAnyOrder("Agent fleet", "Cost", "Traces", "Resources", "Pipeline health");
        assertThat(boards.stream().map(board -> board.json().get("uid").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyPanel_saysWhatItShowsAndInWhichUnit() {
        assertThat(boards)
                .allSatisfy(board -> assertThat(board.panels()).isNotEmpty().allSatisfy(panel -> {
                    String title = board.name() + "/" + panel.path("title").asText();
                    assertThat(panel.path("title").asText()).as(title).isNotEmpty();
                    assertThat(panel.path("description").asText()).as(title).isNotEmpty();
                    if (!panel.get("type").asText().matches("text|traces")) {
                        assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                                .as(title)
                                .isNotEmpty();
                    }
                    if (panel.get("type").asText().equals("timeseries")) {
                        assertThat(panel.at("/options/legend/showLegend").asBoolean())
                                .as(title)
                                .isTrue();
                    }
                    panel.path("targets").forEach(target -> assertThat(
                                    target.has("expr")
                                            ? target.path("legendFormat").asText()
                                            : "of Jaeger")
                            .as(title)
                            .isNotEmpty());
                }));
    }

    @Test
    void panels_doNotOverlap() {
        assertThat(boards).allSatisfy(board -> {
            Set<String> cells = new HashSet<>();
            board.json().get("panels").forEach(panel -> {
                JsonNode at = panel.get("gridPos");
                for (int x = at.get("x").asInt();
                        x < at.get("x").asInt() + at.get("w").asInt();
                        x++) {
                    for (int y = at.get("y").asInt();
                            y < at.get("y").asInt() + at.get("h").asInt();
                            y++) {
                        assertThat(x).isLessThan(24);
                        assertThat(cells.add(x + "/" + y))
                                .as(board.name() + "/" + panel.get("title").asText())
                                .isTrue();
                    }
                }
            });
        });
    }

    @Test
    void dataSourceAndSelection_areVariables() {
        assertThat(boards).allSatisfy(board -> {
            List<String> variables =
                    board.variables().map(it -> it.get("name").asText()).toList();
            assertThat(board.json().findValuesAsText("uid").stream().filter(uid -> uid.startsWith("$")))
                    .isNotEmpty()
                    .allSatisfy(uid -> assertThat(variables).contains(uid.substring(2, uid.length() - 1)));
            assertThat(board.queries())
                    .allSatisfy(query ->
                            assertThat(query.selectingAll()).as(query.panel()).doesNotContain("$"));
        });
        assertThat(boards.stream().filter(board -> Set.of("agent-fleet", "cost").contains(board.name())))
                .hasSize(2)
                .allSatisfy(board -> assertThat(
                                board.variables().map(it -> it.get("name").asText()))
                        .containsExactly("datasource", "project", "agent", "model"));
    }

    @Test
    void queries_filterByNoLabelOfAnSdkAndRateOverGrafanasInterval() {
        assertThat(boards.stream().flatMap(Dashboard::queries))
                .hasSizeGreaterThan(50)
                .allSatisfy(query -> {
                    assertThat(query.expression()).as(query.panel()).doesNotContain(LABELS_OF_SDKS);
                    assertThat(query.expression())
                            .as(query.panel())
                            .doesNotContainPattern("rate\\([^\\[]*\\[(?!\\$__rate_interval|\\$__range)");
                });
    }

    /** As rules, which is how promtool takes expressions. */
    @Test
    void everyQuery_isOneThatPrometheusTakes(@TempDir Path folder) throws IOException {
        AtomicInteger number = new AtomicInteger();
        List<Map<String, String>> rules = boards.stream()
                .flatMap(Dashboard::queries)
                .map(query -> Map.of("record", "query:" + number.incrementAndGet(), "expr", query.selectingAll()))
                .toList();
        Path file = folder.resolve("queries.yaml");
        new YAMLMapper()
                .writeValue(file.toFile(), Map.of("groups", List.of(Map.of("name", "queries", "rules", rules))));

        Tool.Result result = Tool.installed("promtool").run("check", "rules", "--lint=none", file.toString());

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains(rules.size() + " rules found");
    }
}
