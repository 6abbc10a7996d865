package io.observabilityfactory.packaging.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.observabilityfactory.packaging.Checkout;
import io.observabilityfactory.packaging.Committed;
import io.observabilityfactory.packaging.chart.Chart;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code k8s/}, {@code grafana/} and {@code prometheus-rules/} are what the chart renders. */
class CommittedManifestsTest {

    private static final String NAME = "observability-factory";

    @Test
    void k8s_isTheChartAsItComes() {
        Committed.assertUpToDate("k8s/" + NAME + ".yaml", rendered(Map.of(), document -> true));

        JsonNode kustomization =
                Chart.parse(Checkout.text("k8s/kustomization.yaml")).get(0);
        assertThat(kustomization.get("resources").toString()).isEqualTo("[\"namespace.yaml\",\"" + NAME + ".yaml\"]");
        JsonNode namespace = Chart.parse(Checkout.text("k8s/namespace.yaml")).get(0);
        assertThat(namespace.at("/metadata/name").asText()).isEqualTo(Chart.NAMESPACE);
        assertThat(namespace
                        .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                        .asText())
                .isEqualTo("restricted");
    }

    @Test
    void grafana_isTheChartsDashboards() {
        Map<String, ?> values =
                Map.of("dashboards.configMaps.enabled", true, "dashboards.grafanaOperator.enabled", true);

        Committed.assertUpToDate("grafana/dashboards.yaml", rendered(values, isOfKind("ConfigMap")));
        Committed.assertUpToDate("grafana/operator/dashboards.yaml", rendered(values, isOfKind("GrafanaDashboard")));
    }

    @Test
    void prometheusRules_areTheChartsRules() {
        Committed.assertUpToDate(
                "prometheus-rules/" + NAME + ".yaml",
                rendered(Map.of("prometheusRule.enabled", true), isOfKind("PrometheusRule")));
    }

    private static Predicate<String> isOfKind(String kind) {
        return document -> document.lines().anyMatch(("kind: " + kind)::equals);
    }

    /** Whoever applies it is not Helm. */
    private static String rendered(Map<String, ?> values, Predicate<String> wanted) {
        List<String> documents = Stream.of(Chart.template(NAME, values).split("(?m)^---\n"))
                .filter(document -> !document.isBlank())
                .filter(wanted)
                .map(document -> document.lines()
                        .filter(line -> !line.strip().startsWith("app.kubernetes.io/managed-by:"))
                        .filter(line -> !line.strip().startsWith("helm.sh/chart:"))
                        .collect(Collectors.joining("\n", "", "\n")))
                .toList();
        assertThat(documents).isNotEmpty();
        return "# Rendered from " + Chart.FOLDER + " by CommittedManifestsTest; change the chart instead.\n---\n"
                + String.join("---\n", documents);
    }
}
