package io.observabilityfactory.packaging.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart renders, for each of its example values. */
class ChartTest {

    static Stream<Path> valueFiles() {
        return Chart.valueFiles();
    }

    @ParameterizedTest
    @MethodSource("valueFiles")
    void lint_findsNothing(Path values, @TempDir Path folder) throws IOException {
        LintResult result = Chart.lint(values, folder.resolve("observability-factory"));

        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("valueFiles")
    void everyObject_isWhatItsTypedModelTakes(Path values) {
        List<JsonNode> objects = Chart.render(values);

        assertThat(objects).isNotEmpty().allSatisfy(object -> assertThatCode(() -> TypedModels.of(object))
                .as(Chart.label(object))
                .doesNotThrowAnyException());
        assertThat(objects.stream().map(Chart::label)).doesNotHaveDuplicates();
        assertThat(objects).allSatisfy(object -> assertThat(
                        object.at("/metadata/namespace").asText())
                .as(Chart.label(object))
                .isEqualTo(Chart.NAMESPACE));
    }

    @Test
    void fieldThatNoModelKnows_isAnError() {
        JsonNode misspelt = Chart.parse("{apiVersion: v1, kind: Service, metadata: {name: x}, spec: {prots: []}}")
                .get(0);

        assertThatThrownBy(() -> TypedModels.of(misspelt)).hasMessageContaining("prots");
    }

    @ParameterizedTest
    @MethodSource("valueFiles")
    void pods_meetTheRestrictedProfile(Path values, @TempDir Path folder) throws IOException {
        List<JsonNode> pods = Chart.renderWithTest(values, folder.resolve("observability-factory")).stream()
                .filter(object -> Chart.podSpec(object).isPresent())
                .toList();

        assertThat(pods.stream().map(Chart::label)).anyMatch(label -> label.matches("Pod/.*-check"));
        assertThat(pods).allSatisfy(object -> {
            JsonNode spec = Chart.podSpec(object).orElseThrow();
            assertThat(RestrictedProfile.violations(spec))
                    .as(Chart.label(object))
                    .isEmpty();
            boolean talksToKubernetes = Chart.label(object).contains("-secrets-");
            assertThat(spec.path("automountServiceAccountToken").booleanValue())
                    .as(Chart.label(object))
                    .isEqualTo(talksToKubernetes);
            assertThat(spec.path("enableServiceLinks").asText()).isEqualTo("false");
        });
    }

    @ParameterizedTest
    @MethodSource("valueFiles")
    void manifests_holdNoSecret(Path values) {
        List<JsonNode> objects = Chart.render(values);

        assertThat(Chart.ofKind(objects, "Secret")).isEmpty();
        Stream<JsonNode> variables = objects.stream()
                .flatMap(object -> Chart.podSpec(object).stream())
                .flatMap(spec -> elements(spec.get("containers")))
                .flatMap(container -> elements(container.path("env")));
        assertThat(variables)
                .filteredOn(variable -> variable.get("name").asText().matches(".*(PASSWORD|SECRET|API_KEY).*"))
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(
                                variable.at("/valueFrom/secretKeyRef/name").asText())
                        .as(variable.toString())
                        .isNotEmpty());
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(Map.of("queryApi.replcas", 2), List.of("queryApi", "replcas")),
                arguments(Map.of("quryApi.replicas", 2), List.of("quryApi")),
                arguments(Map.of("defaults.replicas", -1), List.of("replicas")),
                arguments(Map.of("defaults.replicas", "two"), List.of("replicas", "integer")),
                arguments(Map.of("postgres.mode", "oracle"), List.of("mode", "bundled", "cnpg", "external")),
                arguments(Map.of("prices.files.own", "x"), List.of("prices", "files", "own")),
                arguments(Map.of("defaults.image.digest", "sha256:short"), List.of("digest")),
                arguments(
                        Map.of("postgres.mode", "external"), List.of("postgres.external.host has to name the server")),
                arguments(
                        Map.of("postgres.mode", "external", "postgres.external.host", "db"),
                        List.of("postgres.external.existingSecret has to name the Secret")),
                arguments(
                        Map.of("secrets.generate", false),
                        List.of(
                                "postgres.bundled.existingSecret",
                                "apiKeys.existingSecret",
                                "alerting.existingSecret",
                                "forwarding.existingSecret")),
                arguments(
                        Map.of("openId.authServerUrl", "https://login.example.org"),
                        List.of("openId.existingSecret has to name the Secret")),
                arguments(Map.of("openId.authServerUrl", "login.example.org"), List.of("authServerUrl")),
                arguments(Map.of("ingress.enabled", true), List.of("ingress.queryHost or ingress.otlpHost")),
                arguments(Map.of("gateway.enabled", true), List.of("gateway.parentRefs has to name a Gateway")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void wrongValue_isRefusedByName(Map<String, ?> values, List<String> told) {
        assertThatThrownBy(() -> Chart.render(values)).message().contains(told);
    }

    @Test
    void serviceValues_overrideDefaultsAlsoWithNothing() {
        List<JsonNode> objects = Chart.render(Map.of(
                "costService.replicas",
                0,
                "costService.podDisruptionBudget.enabled",
                false,
                "costService.javaOptions",
                "-Xmx1g",
                "defaults.shutdown.delaySeconds",
                7));

        JsonNode cost = deployment(objects, "cost-service");
        assertThat(cost.at("/spec/replicas").intValue()).isZero();
        assertThat(deployment(objects, "query-api").at("/spec/replicas").intValue())
                .isOne();
        assertThat(cost.findPath("env").toString()).contains("-Xmx1g", "\"7s\"");
        assertThat(Chart.ofKind(objects, "PodDisruptionBudget").map(Chart::label))
                .hasSize(3)
                .noneMatch(label -> label.endsWith("cost-service"));
    }

    @Test
    void autoscaler_hasTheNumberOfPodsForItself() {
        List<JsonNode> objects = Chart.render(Chart.valueFile("production"));

        assertThat(deployment(objects, "ingest-service").get("spec").has("replicas"))
                .isFalse();
        assertThat(deployment(objects, "cost-service").at("/spec/replicas").intValue())
                .isEqualTo(2);
        assertThat(Chart.ofKind(objects, "HorizontalPodAutoscaler")).hasSize(3);
    }

    @Test
    void images_areNamedByDigestAndByRegistry() {
        List<JsonNode> objects = Chart.render(Chart.valueFile("external"));

        assertThat(deployment(objects, "query-api").findPath("image").asText())
                .isEqualTo("registry.example.org/mirror/observability-factory/query-api@sha256:"
                        + "0123456789abcdef".repeat(4));
        assertThat(deployment(Chart.render(Chart.valueFile("production")), "ingest-service")
                        .findPath("image")
                        .asText())
                .isEqualTo("ghcr.io/observability-factory/ingest-service:0.1.0-native");
    }

    /** With a port that the address leaves to its scheme, and one that it names. */
    @Test
    void policyOfQueryApi_letsItReachTheProvider() {
        assertThat(Stream.of("https://login.example.org/realms/team", "http://login.example.org:8081/realms/team")
                        .map(provider -> egressPortsOfQueryApi(Map.of(
                                "networkPolicy.enabled",
                                true,
                                "openId.existingSecret",
                                "login",
                                "openId.authServerUrl",
                                provider))))
                .containsExactly(Set.of(53, 5432, 443), Set.of(53, 5432, 8081));
        assertThat(egressPortsOfQueryApi(Map.of("networkPolicy.enabled", true))).isEqualTo(Set.of(53, 5432));
    }

    private static Set<Integer> egressPortsOfQueryApi(Map<String, ?> values) {
        JsonNode policy = Chart.ofKind(Chart.render(values), "NetworkPolicy")
                .filter(object -> Chart.label(object).endsWith("query-api"))
                .findFirst()
                .orElseThrow();
        return policy.at("/spec/egress").findValues("port").stream()
                .map(JsonNode::intValue)
                .collect(Collectors.toSet());
    }

    @Test
    void filesOfPrices_areMountedWhereTheServiceLooksForThem() {
        List<JsonNode> objects = Chart.render(Chart.valueFile("external"));

        JsonNode pod = deployment(objects, "cost-service").at("/spec/template");
        JsonNode container = pod.at("/spec/containers/0");
        String folder = elements(container.get("volumeMounts"))
                .filter(mount -> mount.get("name").asText().equals("prices"))
                .map(mount -> mount.get("mountPath").asText() + "/")
                .findFirst()
                .orElseThrow();
        String looksFor = elements(container.get("env"))
                .filter(variable -> variable.get("name").asText().equals("OBSERVABILITY_FACTORY_COST_CATALOGUE_FILES"))
                .map(variable -> variable.get("value").asText())
                .findFirst()
                .orElseThrow();
        JsonNode mounted = pod.at("/spec/volumes").get(1).at("/configMap/name");
        JsonNode files = Chart.ofKind(objects, "ConfigMap")
                .filter(object -> object.at("/metadata/name").equals(mounted))
                .findFirst()
                .orElseThrow()
                .get("data");
        assertThat(looksFor).isEqualTo(folder + "hosted.json," + folder + "negotiated.json");
        assertThat(files.fieldNames()).toIterable().containsExactly("hosted.json", "negotiated.json");
        assertThat(Chart.parse(files.get("negotiated.json").asText())
                        .get(0)
                        .findPath("input")
                        .asText())
                .isEqualTo("2.25");
    }

    @Test
    void podsOfCostService_areOthersForOtherPrices() {
        assertThat(Stream.of("one", "another")
                        .map(content -> pricesChecksum(Map.of("prices.files.own\\.json", content))))
                .doesNotHaveDuplicates()
                .allMatch(checksum -> checksum.matches("[0-9a-f]{64}"));
        assertThat(pricesChecksum(Map.of())).isEmpty();
    }

    private static String pricesChecksum(Map<String, ?> values) {
        return deployment(Chart.render(values), "cost-service")
                .at("/spec/template/metadata/annotations/checksum~1prices")
                .asText();
    }

    /** Jobs cannot be changed: one of other content has to have another name. */
    @Test
    void setupJob_isAnotherOneForAnotherImageOrDatabase() {
        assertThat(Stream.<Map<String, ?>>of(
                                Map.of(),
                                Map.of("setup.image.tag", "v2"),
                                Map.of("setup.resources.requests.cpu", "2"),
                                Map.of("postgres.database", "other"))
                        .map(ChartTest::setupJob))
                .doesNotHaveDuplicates();
        assertThat(setupJob(Map.of())).isEqualTo(setupJob(Map.of("queryApi.replicas", 3)));
    }

    private static String setupJob(Map<String, ?> values) {
        return Chart.ofKind(Chart.render(values), "Job")
                .map(Chart::label)
                .filter(label -> label.contains("-setup-"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode deployment(List<JsonNode> objects, String component) {
        return Chart.ofKind(objects, "Deployment")
                .filter(object -> Chart.label(object).endsWith(component))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return IntStream.range(0, array.size()).mapToObj(array::get);
    }
}
