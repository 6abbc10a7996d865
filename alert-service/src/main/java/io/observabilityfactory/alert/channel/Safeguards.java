package io.observabilityfactory.alert.channel;

import io.observabilityfactory.alert.AlertConfig;
import io.observabilityfactory.service.address.TargetGuard;
import io.observabilityfactory.service.secret.SecretBox;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** What keeps secrets of channels, and the network this service is in, from those who may make channels. */
final class Safeguards {

    private Safeguards() {}

    @Produces
    @Singleton
    static SecretBox secretBox(AlertConfig config) {
        return new SecretBox(
                "observability-factory.alert.secret-key",
                config.secretKey(),
                config.previousSecretKeys().orElse(List.of()));
    }

    @Produces
    @Singleton
    static TargetGuard targetGuard(AlertConfig config) {
        return new TargetGuard(
                "observability-factory.alert.targets.allowed",
                config.targets().allowed().orElse(List.of()));
    }
}
