package io.observabilityfactory.alert.evaluation;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

final class SystemTime {

    private SystemTime() {}

    @Produces
    @DefaultBean
    @Singleton
    static InstantSource systemTime() {
        return InstantSource.system();
    }
}
