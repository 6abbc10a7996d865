package io.observabilityfactory.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What real clients exported: OTLP in JSON, a folder for each client and a file for each scenario and signal. */
public final class Recordings {

    private static final String ROOT = "/recordings/";
    private static final String TRACES = ".traces.json";
    private static final String LOGS = ".logs.json";

    private Recordings() {}

    /** The clients that were recorded. */
    public static List<String> clients() {
        return names("", name -> !name.contains("."));
    }

    /** What a client was recorded with. */
    public static List<String> scenarios(String client) {
        return names(client, name -> name.endsWith(TRACES)).stream()
                .map(name -> name.substring(0, name.length() - TRACES.length()))
                .toList();
    }

    /** An {@code ExportTraceServiceRequest}. */
    public static byte[] traces(String client, String scenario) {
        return read(client + "/" + scenario + TRACES).orElseThrow();
    }

    /** An {@code ExportLogsServiceRequest}; empty when the client sent no logs. */
    public static Optional<byte[]> logs(String client, String scenario) {
        return read(client + "/" + scenario + LOGS);
    }

    /** What happened in each scenario, as the server that was called knows it: JSON. */
    public static byte[] expected() {
        return read("expected.json").orElseThrow();
    }

    private static Optional<byte[]> read(String name) {
        try (InputStream in = Recordings.class.getResourceAsStream(ROOT + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(String folder, java.util.function.Predicate<String> wanted) {
        URL url = Objects.requireNonNull(Recordings.class.getResource(ROOT + folder), folder);
        try {
            URI uri = url.toURI();
            if (!uri.getScheme().equals("jar")) {
                return names(Path.of(uri), wanted);
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return names(jar.getPath(ROOT + folder), wanted);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(Path folder, java.util.function.Predicate<String> wanted) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString().replace("/", ""))
                    .filter(wanted)
                    .sorted()
                    .toList();
        }
    }
}
