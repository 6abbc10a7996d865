package io.observabilityfactory.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A server that answers, and is of no use: by its {@code fault}, the tables are missing or the login is refused. */
public final class UnusableDatabase implements QuarkusTestResourceLifecycleManager {

    private String fault = "";

    @Override
    public void init(Map<String, String> arguments) {
        fault = arguments.get("fault");
    }

    @Override
    public Map<String, String> start() {
        TestDatabase database = TestDatabase.create();
        String url = database.reactiveUrl();
        return Map.of(
                "quarkus.datasource.reactive.url",
                fault.equals("empty") ? url.substring(0, url.lastIndexOf('/')) + "/postgres" : url,
                "quarkus.datasource.username",
                fault.equals("login") ? "a_stranger" : database.user(),
                "quarkus.datasource.password",
                database.password());
    }

    @Override
    public void stop() {}
}
