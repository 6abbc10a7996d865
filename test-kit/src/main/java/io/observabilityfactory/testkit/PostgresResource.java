package io.observabilityfactory.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a Quarkus test application a database of its own, and the test a field of type {@link TestDatabase} to look in. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

    private final TestDatabase database = TestDatabase.create();

    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.datasource.reactive.url", database.reactiveUrl(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(database, new TestInjector.MatchesType(TestDatabase.class));
    }

    /** The server, and with it the database, ends with the JVM. */
    @Override
    public void stop() {}
}
