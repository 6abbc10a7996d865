package io.observabilityfactory.packaging.nativeimage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.packaging.Checkout;
import io.observabilityfactory.packaging.ServiceModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * What Quarkus gives to the native compilation of a service, as far as it goes without GraalVM.
 *
 * @param reflectiveTypes those that may be met by reflection
 * @param resources patterns of what is put into the image beside classes
 * @param arguments of the compiler
 */
record NativeSources(Set<String> reflectiveTypes, Set<String> resources, String arguments) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static NativeSources of(ServiceModule service) throws IOException {
        Path folder = Checkout.path(service.module() + "/target/native-sources");
        try (ZipFile program = new ZipFile(program(folder).toFile())) {
            return new NativeSources(
                    texts(program, "reflect-config.json", "name"),
                    texts(program, "resource-config.json", "pattern"),
                    Files.readString(folder.resolve("native-image.args")));
        }
    }

    private static Path program(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Set<String> texts(ZipFile program, String file, String field) throws IOException {
        JsonNode configuration =
                JSON.readTree(program.getInputStream(program.getEntry("META-INF/native-image/" + file)));
        return configuration.findValuesAsText(field).stream().collect(Collectors.toUnmodifiableSet());
    }

    boolean hasResource(String name) {
        return resources.stream().anyMatch(name::matches);
    }
}
