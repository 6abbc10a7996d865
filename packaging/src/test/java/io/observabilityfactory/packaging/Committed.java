package io.observabilityfactory.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is made from something else and committed. {@code -Dpackaging.update=true} writes it anew. */
public final class Committed {

    private static final boolean UPDATE = Boolean.getBoolean("packaging.update");

    private Committed() {}

    /** Fails when the file differs from what it is made of now. */
    public static void assertUpToDate(String path, String content) {
        Path file = Checkout.path(path);
        if (UPDATE) {
            write(file, content);
        }
        assertThat(Files.exists(file) ? Checkout.text(file) : "")
                .as(
                        "%s is not what it is made of; write it anew with"
                                + " ./mvnw -pl packaging -am test -Dpackaging.update=true",
                        path)
                .isEqualTo(content);
    }

    private static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
