package io.observabilityfactory.packaging.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.observabilityfactory.packaging.Checkout;
import io.observabilityfactory.packaging.ServiceModule;
import io.observabilityfactory.packaging.chart.Chart;
import io.observabilityfactory.testkit.ContainerSandbox;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The recipes of images, as far as they can be judged without building them. */
class DockerfilesTest {

    @ParameterizedTest
    @EnumSource
    void ports_areThoseThatTheServiceListensOn(ServiceModule service) {
        Set<Integer> ports = Set.copyOf(service.ports().values());

        assertThat(Stream.of("jvm", "native"))
                .allSatisfy(kind -> assertThat(instructions(service.module() + "/Dockerfile." + kind, "EXPOSE").stream()
                                .flatMap(exposed -> Stream.of(exposed.split(" ")))
                                .map(Integer::valueOf)
                                .collect(Collectors.toSet()))
                        .isEqualTo(ports));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ingest-service/Dockerfile.jvm", "ingest-service/Dockerfile.native",
                "cost-service/Dockerfile.jvm", "cost-service/Dockerfile.native",
                "alert-service/Dockerfile.jvm", "alert-service/Dockerfile.native",
                "query-api/Dockerfile.jvm", "query-api/Dockerfile.native",
                "setup/Dockerfile.jvm"
            })
    void image_hasNoShellAndRunsAsTheChartsUser(String dockerfile) {
        String user = Chart.render(Chart.valueFile("bundled")).stream()
                .filter(object -> object.path("kind").asText().equals("Deployment"))
                .map(object -> object.at("/spec/template/spec/securityContext"))
                .map(security -> security.get("runAsUser") + ":" + security.get("runAsGroup"))
                .findFirst()
                .orElseThrow();

        assertThat(user).startsWith(ContainerSandbox.USER + ":");
        assertThat(instructions(dockerfile, "USER")).containsExactly(user);
        assertThat(instructions(dockerfile, "RUN")).isEmpty();
        assertThat(instructions(dockerfile, "FROM")).singleElement().asString().containsAnyOf("distroless", "micro");
        assertThat(instructions(dockerfile, "ENTRYPOINT"))
                .singleElement()
                .asString()
                .startsWith("[");
        List<String> ignored = Checkout.text(dockerfile.replaceAll("/.*", "/.dockerignore"))
                .lines()
                .toList();
        assertThat(instructions(dockerfile, "COPY")).isNotEmpty().allSatisfy(copied -> {
            String source = copied.replaceAll("--\\S+ ", "").replaceAll("[ ].*", "");
            assertThat(ignored.stream().filter(line -> line.startsWith("!")).map(line -> line.substring(1)))
                    .as(copied)
                    .anyMatch(source::startsWith);
        });
    }

    @Test
    void compose_holdsNoSecretAndOpensPortsOnLoopbackOnly() {
        String text = Checkout.text("compose.yaml");
        JsonNode services = Chart.parse(text).get(0).get("services");

        assertThat(services.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "postgres", "setup", "ingest-service", "cost-service", "alert-service", "query-api");
        assertThat(text.lines().filter(line -> line.matches(".*(PASSWORD|API_KEY|SECRET_KEY): .*")))
                .hasSizeGreaterThan(4)
                .allSatisfy(line -> assertThat(line).contains("${").contains(":?"));
        for (ServiceModule service : ServiceModule.values()) {
            assertThat(services.at("/" + service.module() + "/ports"))
                    .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
            assertThat(services.at("/" + service.module() + "/ports").toString())
                    .contains(service.ports().entrySet().stream()
                            .filter(port -> !port.getKey().equals("management"))
                            .map(port -> ":" + port.getValue() + "\"")
                            .toList());
        }
    }

    /** Sessions need a key only where there are several replicas. */
    @ParameterizedTest
    @EnumSource
    void compose_setsOfAServiceWhatTheChartSets(ServiceModule service) {
        JsonNode composed =
                Chart.parse(Checkout.text("compose.yaml")).get(0).at("/services/" + service.module() + "/environment");
        JsonNode inChart = Chart.render(Chart.valueFile("bundled")).stream()
                .filter(object -> object.path("kind").asText().equals("Deployment"))
                .filter(object -> object.at("/metadata/name").asText().endsWith("-" + service.module()))
                .map(object -> object.at("/spec/template/spec/containers/0/env"))
                .findFirst()
                .orElseThrow();

        assertThat(inChart.findValuesAsText("name").stream()
                        .filter(name -> name.startsWith("OBSERVABILITY_FACTORY_"))
                        .filter(name -> !name.equals("OBSERVABILITY_FACTORY_UI_SESSION_KEY")))
                .allSatisfy(name -> assertThat(composed.has(name)).as(name).isTrue());
    }

    private static List<String> instructions(String dockerfile, String name) {
        return Checkout.text(dockerfile)
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }
}
