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

/** One running system for several test classes; it stops after the last of them. */
final class SharedSystem implements BeforeAllCallback {

    private final Use use;
    private Running running;

    private SharedSystem(Use use) {
        this.use = use;
    }

    /** For test classes that only add to it. */
    static SharedSystem thatIsAddedTo() {
        return new SharedSystem(Use.ADDED_TO);
    }

    /** For test classes that kill its processes, and leave them running. */
    static SharedSystem thatIsShaken() {
        return new SharedSystem(Use.SHAKEN);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(Namespace.create(SharedSystem.class))
                .computeIfAbsent(use, key -> new Running(), Running.class);
    }

    TestSystem system() {
        return running.system;
    }

    /** Where another process of a service may keep its files. */
    Path folder(String name) {
        return running.folder.resolve(name);
    }

    private enum Use {
        ADDED_TO,
        SHAKEN
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
