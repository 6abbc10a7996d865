package io.observabilityfactory.service.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start a service that takes requests without a key from anywhere but this machine. */
@ApplicationScoped
class LoopbackOnly {

    void check(
            @Observes StartupEvent event,
            AccessConfig config,
            @ConfigProperty(name = "quarkus.http.host") String httpHost) {
        check(config.keyRequired(), httpHost);
    }

    static void check(boolean keyRequired, String httpHost) {
        if (!keyRequired && !isLoopback(httpHost)) {
            throw new IllegalStateException(
                    "observability-factory.access.key-required is false, but quarkus.http.host is " + httpHost
                            + ": without keys the service listens on 127.0.0.1 only");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
