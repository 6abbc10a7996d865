package io.observabilityfactory.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this checkout. Tests run in this module's folder. */
public final class Checkout {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Checkout() {}

    public static Path path(String path) {
        return ROOT.resolve(path);
    }

    public static String text(String path) {
        return text(path(path));
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a folder holds, by name. */
    public static List<Path> list(String folder) {
        try (Stream<Path> files = Files.list(path(folder))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
