package io.observabilityfactory.query.admin;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Stands for cost-service and alert-service; the test gets it in a field of type {@link WireMockServer}. */
public final class OwnerServers implements QuarkusTestResourceLifecycleManager {

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().gzipDisabled(true));

    @Override
    public Map<String, String> start() {
        server.start();
        return Map.of(
                "observability-factory.query.admin.cost-service",
                server.baseUrl(),
                "observability-factory.query.admin.alert-service",
                server.baseUrl(),
                "observability-factory.query.admin.ingest-service",
                server.baseUrl(),
                "observability-factory.query.admin.timeout",
                "5s",
                "observability-factory.query.admin.breaker-pause",
                "500ms",
                "observability-factory.query.admin.operator-project",
                "default");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(server, new TestInjector.MatchesType(WireMockServer.class));
    }

    @Override
    public void stop() {
        server.stop();
    }
}
