package io.observabilityfactory.packaging.container;

import io.observabilityfactory.packaging.Checkout;
import io.observabilityfactory.testkit.ContainerSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an image of ours would hold, taken from where its Dockerfile copies it, and its entry point. */
record ContainerImage(Path layout, String jar) {

    static ContainerImage ofService(String module) {
        return new ContainerImage(Checkout.path(module + "/target/quarkus-app"), "quarkus-run.jar");
    }

    static ContainerImage ofSetup() {
        return new ContainerImage(Checkout.path("setup/target"), "observability-factory-setup.jar");
    }

    /** Runs it with this environment and nothing of ours. The process is the program itself, so that signals reach it. */
    Process run(Map<String, String> environment, Path log, String... arguments) throws IOException {
        List<String> program = new ArrayList<>(List.of(ContainerSandbox.java(), "-jar", jar));
        program.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(ContainerSandbox.command(layout, program))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        return builder.start();
    }
}
