package io.observabilityfactory.cost.settlement;

import static io.observabilityfactory.testkit.Patience.await;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server that takes connections and never says anything. */
@QuarkusTest
@WithTestResource(FrozenDatabaseTest.Silence.class)
class FrozenDatabaseTest {

    public static final class Silence implements QuarkusTestResourceLifecycleManager {

        private ServerSocket socket;

        @Override
        public Map<String, String> start() {
            try {
                socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Map.of(
                    "quarkus.datasource.reactive.url", "postgresql://localhost:" + socket.getLocalPort() + "/frozen",
                    "quarkus.datasource.username", "nobody",
                    "quarkus.datasource.password", "nothing",
                    "observability-factory.cost.settlement-timeout", "PT0.3S",
                    "observability-factory.cost.retry-pause", "PT0.1S");
        }

        @Override
        public void stop() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Inject
    PrometheusMeterRegistry metrics;

    @Test
    void loop_givesUpAndTriesAgain() {
        await().until(() -> failures() >= 3);
    }

    private double failures() {
        return metrics.get("observability.factory.cost.settlement.failures")
                .counter()
                .count();
    }
}
