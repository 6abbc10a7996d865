package io.observabilityfactory.packaging.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.observabilityfactory.packaging.Checkout;
import io.observabilityfactory.packaging.ServiceModule;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.common.utils.StringUtil;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The chart against the services' own configuration: what it names, they know. */
class ServiceSettingsTest {

    private static final String OWN_PREFIX = "OBSERVABILITY_FACTORY_";

    @ParameterizedTest
    @EnumSource
    void ports_areThoseThatTheServiceListensOn(ServiceModule service) {
        List<JsonNode> objects = Chart.render(Chart.valueFile("bundled"));

        assertThat(ports(container(objects, service).get("ports"), "containerPort"))
                .isEqualTo(service.ports());
        assertThat(ports(object(objects, "Service", service).at("/spec/ports"), "port"))
                .isEqualTo(service.ports());
    }

    @ParameterizedTest
    @EnumSource
    void probes_askWhatTheServiceAnswers(ServiceModule service) {
        JsonNode container = container(Chart.render(Chart.valueFile("bundled")), service);

        Map.of("startupProbe", "started", "livenessProbe", "live", "readinessProbe", "ready")
                .forEach((probe, check) -> {
                    JsonNode get = container.at("/" + probe + "/httpGet");
                    assertThat(get.get("path").asText()).isEqualTo(service.healthPath(check));
                    assertThat(get.get("port").asText()).isEqualTo("management");
                });
    }

    @ParameterizedTest
    @EnumSource
    void ownSettings_existInTheService(ServiceModule service) {
        Set<String> known = service.configMappings().stream()
                .flatMap(mapping -> ConfigMappings.getProperties(ConfigClass.configClass(mapping)).keySet().stream())
                .map(name ->
                        StringUtil.replaceNonAlphanumericByUnderscores(name).toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());

        Stream<String> named = Chart.valueFiles()
                .flatMap(values -> variables(Chart.render(values), service))
                .filter(name -> name.startsWith(OWN_PREFIX));

        assertThat(known).anyMatch(name -> name.startsWith(OWN_PREFIX));
        assertThat(known).containsAll(named.toList());
    }

    @Test
    void values_haveEveryServiceUnderItsKey() {
        assertThat(Stream.of(ServiceModule.values()).map(ServiceModule::valuesKey))
                .allSatisfy(key ->
                        assertThat(Checkout.text(Chart.FOLDER + "/values.yaml")).contains("\n" + key + ":\n"));
    }

    private static Map<String, Integer> ports(JsonNode ports, String field) {
        Map<String, Integer> byName = new TreeMap<>();
        ports.forEach(
                port -> byName.put(port.get("name").asText(), port.get(field).intValue()));
        return byName;
    }

    private static Stream<String> variables(List<JsonNode> objects, ServiceModule service) {
        return container(objects, service).get("env").findValuesAsText("name").stream();
    }

    private static JsonNode container(List<JsonNode> objects, ServiceModule service) {
        return object(objects, "Deployment", service).at("/spec/template/spec/containers/0");
    }

    private static JsonNode object(List<JsonNode> objects, String kind, ServiceModule service) {
        return Chart.ofKind(objects, kind)
                .filter(object -> Chart.label(object).endsWith("-" + service.module()))
                .findFirst()
                .orElseThrow();
    }
}
