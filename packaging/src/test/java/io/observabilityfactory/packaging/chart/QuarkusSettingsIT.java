package io.observabilityfactory.packaging.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.packaging.Checkout;
import io.observabilityfactory.packaging.ServiceModule;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.common.utils.StringUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The chart against Quarkus: it takes a variable that it does not know without a word. */
class QuarkusSettingsIT {

    private static final String PREFIX = "QUARKUS_";

    @ParameterizedTest
    @EnumSource
    void settingsOfQuarkus_existInTheServicesLibraries(ServiceModule service) throws IOException {
        Set<String> named = Chart.valueFiles()
                .flatMap(values -> Chart.ofKind(Chart.render(values), "Deployment"))
                .filter(object -> Chart.label(object).endsWith("-" + service.module()))
                .map(object -> object.at("/spec/template/spec/containers/0/env"))
                .flatMap(variables -> variables.findValuesAsText("name").stream())
                .filter(name -> name.startsWith(PREFIX))
                .collect(Collectors.toSet());

        List<Pattern> known = knownVariables(service);

        assertThat(named).hasSizeGreaterThan(4);
        assertThat(known).hasSizeGreaterThan(100);
        assertThat(named).allSatisfy(name -> assertThat(
                        known.stream().anyMatch(pattern -> pattern.matcher(name).matches()))
                .as(name)
                .isTrue());
    }

    private static List<Pattern> knownVariables(ServiceModule service) throws IOException {
        List<Path> libraries = libraries(service);
        URL[] urls = libraries.stream().map(QuarkusSettingsIT::url).toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(urls, QuarkusSettingsIT.class.getClassLoader())) {
            return libraries.stream()
                    .flatMap(library -> configRoots(library).stream())
                    .map(root -> load(loader, root))
                    .filter(root -> root.isAnnotationPresent(ConfigMapping.class))
                    .flatMap(root -> ConfigMappings.getProperties(ConfigClass.configClass(root)).keySet().stream())
                    .map(QuarkusSettingsIT::variable)
                    .toList();
        }
    }

    private static List<Path> libraries(ServiceModule service) throws IOException {
        try (Stream<Path> files = Files.list(Checkout.path(service.module() + "/target/quarkus-app/lib/main"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    /** The types of an extension's settings, as Quarkus itself finds them. */
    private static List<String> configRoots(Path library) {
        try (ZipFile zip = new ZipFile(library.toFile())) {
            ZipEntry list = zip.getEntry("META-INF/quarkus-config-roots.list");
            return list == null
                    ? List.of()
                    : new String(zip.getInputStream(list).readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(ClassLoader loader, String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A name in a setting's name that whoever sets it chooses is a star. */
    private static Pattern variable(String setting) {
        return Pattern.compile(Arrays.stream(setting.split("\\*", -1))
                .map(part ->
                        StringUtil.replaceNonAlphanumericByUnderscores(part).toUpperCase(Locale.ROOT))
                .collect(Collectors.joining("[A-Z0-9_]+")));
    }
}
