package io.observabilityfactory.local.service;

import io.observabilityfactory.local.LocalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the program of a service is run. */
@FunctionalInterface
public interface Launcher {

    /** The program within {@link #application}. */
    String JAR = "quarkus-run.jar";

    /** The command whose process is, or becomes, the service. */
    List<String> command(Service service, List<String> javaOptions);

    /** On the Java of this process and in its working directory, from the checkout that the services were built in. */
    static Launcher ofCheckout(Path home) {
        return (service, javaOptions) -> {
            Path jar = application(home, service).resolve(JAR);
            if (Files.notExists(jar)) {
                throw new LocalException(jar + " is missing; build it with: ./mvnw -DskipTests package");
            }
            List<String> command = new ArrayList<>();
            command.add(ProcessHandle.current().info().command().orElse("java"));
            command.addAll(javaOptions);
            command.addAll(List.of("-jar", jar.toString()));
            return command;
        };
    }

    /** What the build makes of a service: all that an image of it would hold. */
    static Path application(Path home, Service service) {
        return home.resolve(service.module()).resolve("target/quarkus-app");
    }
}
