package io.observabilityfactory.packaging.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import io.observabilityfactory.packaging.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The chart of this checkout. */
public final class Chart {

    public static final String FOLDER = "helm/observability-factory";
    public static final String RELEASE = "of";
    public static final String NAMESPACE = "observability";

    private static final ObjectMapper YAML = new YAMLMapper();

    private Chart() {}

    /** Values that people might install with; each has to render. */
    public static Stream<Path> valueFiles() {
        return Checkout.list(FOLDER + "/ci").stream();
    }

    public static Path valueFile(String name) {
        return Checkout.path(FOLDER + "/ci/" + name + ".yaml");
    }

    public static List<JsonNode> render(Path values) {
        return parse(template(Checkout.path(FOLDER)).withValuesFile(values).call());
    }

    /** With the pod of {@code helm test}, which Helm leaves out as it is a hook: in a copy it is none. */
    static List<JsonNode> renderWithTest(Path values, Path copy) throws IOException {
        copy(Checkout.path(FOLDER), copy);
        Path test = copy.resolve("templates/tests/check.yaml");
        Files.writeString(test, Checkout.text(test).replaceAll("helm\\.sh/hook", "example.org/hook"));
        return parse(template(copy).withValuesFile(values).call());
    }

    /**
     * Renders with values as {@code --set} takes them.
     *
     * @throws IllegalStateException when Helm refuses; its message is what people read
     */
    public static List<JsonNode> render(Map<String, ?> values) {
        return parse(template(RELEASE, values));
    }

    /** The text that Helm renders for a release of this name. */
    public static String template(String release, Map<String, ?> values) {
        TemplateCommand command = template(Checkout.path(FOLDER)).withName(release);
        values.forEach(command::set);
        return command.call();
    }

    private static TemplateCommand template(Path chart) {
        return new Helm(chart)
                .template()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeVersion("1.33.0");
    }

    /** The objects of a rendered chart, or of a file of manifests. */
    public static List<JsonNode> parse(String manifests) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(manifests)) {
            return documents.readAll().stream().filter(JsonNode::isObject).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lints a copy that has these values for its own, as Helm's lint takes none here. */
    static LintResult lint(Path values, Path copy) throws IOException {
        copy(Checkout.path(FOLDER), copy);
        JsonNode own = YAML.readTree(copy.resolve("values.yaml").toFile());
        JsonNode overrides = YAML.readTree(values.toFile());
        JsonNode merged = overrides.isObject() ? merge((ObjectNode) own, overrides) : own;
        YAML.writeValue(copy.resolve("values.yaml").toFile(), merged);
        return new Helm(copy).lint().strict().call();
    }

    private static ObjectNode merge(ObjectNode target, JsonNode overrides) {
        overrides.fields().forEachRemaining(field -> {
            JsonNode mine = target.get(field.getKey());
            boolean bothObjects = mine instanceof ObjectNode && field.getValue().isObject();
            target.set(field.getKey(), bothObjects ? merge((ObjectNode) mine, field.getValue()) : field.getValue());
        });
        return target;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static Stream<JsonNode> ofKind(List<JsonNode> objects, String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    /** Its kind and name, for people. */
    static String label(JsonNode object) {
        return object.path("kind").asText() + "/" + object.at("/metadata/name").asText();
    }

    /** The template of the object's pods, or the pod that it is. */
    static Optional<JsonNode> podSpec(JsonNode object) {
        JsonNode spec =
                object.path("kind").asText().equals("Pod") ? object.get("spec") : object.at("/spec/template/spec");
        return spec.isMissingNode() || !spec.has("containers") ? Optional.empty() : Optional.of(spec);
    }
}
