package io.observabilityfactory.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One running system for all test classes that only add to it; it stops after the last of them. */
final class SharedSystem implements BeforeAllCallback {

    private static final String KEY = "system";

    private TestSystem system;

    @Override
    public void beforeAll(ExtensionContext context) {
        system = context.getRoot()
                .getStore(Namespace.create(SharedSystem.class))
                .computeIfAbsent(KEY, key -> new Running(), Running.class)
                .system;
    }

    TestSystem system() {
        return system;
    }

    private static final class Running implements AutoCloseable {

        private final Path folder;
        private final TestSystem system;

        Running() {
            try {
                folder = Files.createTempDirectory("observability-factory-it");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            system = TestSystem.start(folder);
        }

        @Override
        public void close() throws IOException {
            system.close();
            try (Stream<Path> files = Files.walk(folder)) {
                List<Path> deepestFirst =
                        files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : deepestFirst) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
