package io.observabilityfactory.packaging.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The restricted profile of the pod security standards, and a root file system that cannot be written. */
final class RestrictedProfile {

    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    private RestrictedProfile() {}

    static List<String> violations(JsonNode podSpec) {
        List<String> violations = new ArrayList<>();
        for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
            expect(!podSpec.path(shared).asBoolean(), shared + " is shared", violations);
        }
        JsonNode pod = podSpec.path("securityContext");
        expect(pod.path("runAsNonRoot").asBoolean(), "may run as root", violations);
        expect(pod.path("runAsUser").asInt() > 0, "its user is root or not named", violations);
        expect(pod.at("/seccompProfile/type").asText().equals("RuntimeDefault"), "no seccomp profile", violations);
        podSpec.path("volumes").forEach(volume -> volume.fieldNames()
                .forEachRemaining(field -> expect(
                        field.equals("name") || VOLUMES.contains(field), "volume of type " + field, violations)));
        podSpec.path("initContainers").forEach(container -> check(container, violations));
        podSpec.path("containers").forEach(container -> check(container, violations));
        return violations;
    }

    private static void check(JsonNode container, List<String> violations) {
        String name = container.path("name").asText() + " ";
        JsonNode security = container.path("securityContext");
        expect(isFalse(security.path("allowPrivilegeEscalation")), name + "may gain privileges", violations);
        expect(!security.path("privileged").asBoolean(), name + "is privileged", violations);
        expect(security.path("readOnlyRootFilesystem").asBoolean(), name + "can write its root", violations);
        expect(
                security.at("/capabilities/drop").toString().equals("[\"ALL\"]"),
                name + "keeps capabilities",
                violations);
        expect(security.at("/capabilities/add").isMissingNode(), name + "adds capabilities", violations);
        container
                .path("ports")
                .forEach(port -> expect(!port.has("hostPort"), name + "takes a port of its node", violations));
        expect(container.at("/resources/limits/memory").isTextual(), name + "has no memory limit", violations);
    }

    private static boolean isFalse(JsonNode node) {
        return node.isBoolean() && !node.booleanValue();
    }

    private static void expect(boolean met, String violation, List<String> violations) {
        if (!met) {
            violations.add(violation);
        }
    }
}
