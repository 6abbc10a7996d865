package io.observabilityfactory.ingest.auth;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start a service that takes requests without a key from anywhere but this machine. */
@ApplicationScoped
class LoopbackOnly {

    void check(
            @Observes StartupEvent event,
            AccessConfig config,
            @ConfigProperty(name = "quarkus.http.host") String httpHost,
            @ConfigProperty(name = "quarkus.grpc.server.host") String grpcHost) {
        check(config.keyRequired(), Map.of("quarkus.http.host", httpHost, "quarkus.grpc.server.host", grpcHost));
    }

    static void check(boolean keyRequired, Map<String, String> hosts) {
        hosts.forEach((property, host) -> {
            if (!keyRequired && !isLoopback(host)) {
                throw new IllegalStateException("observability-factory.access.key-required is false, but " + property
                        + " is " + host + ": without keys the service listens on 127.0.0.1 only");
            }
        });
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
