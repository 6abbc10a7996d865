package io.observabilityfactory.ingest.forward;

import io.observabilityfactory.ingest.IngestConfig;
import io.observabilityfactory.service.address.TargetGuard;
import io.observabilityfactory.service.secret.SecretBox;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** What keeps secrets of targets, and the network this service is in, from those who may make targets. */
final class Safeguards {

    private Safeguards() {}

    @Produces
    @Singleton
    static SecretBox secretBox(IngestConfig config) {
        return new SecretBox(
                "observability-factory.ingest.secret-key",
                config.secretKey(),
                config.previousSecretKeys().orElse(List.of()));
    }

    @Produces
    @Singleton
    static TargetGuard targetGuard(IngestConfig config) {
        return new TargetGuard(
                "observability-factory.ingest.forward.allowed",
                config.forward().allowed().orElse(List.of()));
    }
}
