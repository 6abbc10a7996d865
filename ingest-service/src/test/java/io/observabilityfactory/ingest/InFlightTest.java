package io.observabilityfactory.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.observabilityfactory.ingest.IngestException.Overloaded;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final InFlight inFlight = new InFlight(config(), registry);

    @Test
    void requestWithoutRoom_isTurnedAwayAndCountsForNothing() {
        inFlight.acquire(60);

        assertThatThrownBy(() -> inFlight.acquire(50)).isInstanceOf(Overloaded.class);
        inFlight.acquire(40);

        assertThat(registry.get("observability.factory.ingest.in.flight")
                        .gauge()
                        .value())
                .isEqualTo(100);
    }

    @Test
    void answeredRequest_makesRoom() {
        inFlight.acquire(100);
        inFlight.release(100);

        inFlight.acquire(100);
    }

    @Test
    void requestLargerThanTheLimit_isTakenWhenItIsAlone() {
        inFlight.acquire(500);

        assertThatThrownBy(() -> inFlight.acquire(1)).isInstanceOf(Overloaded.class);
    }

    private static IngestConfig config() {
        return new SmallRyeConfigBuilder()
                .withMapping(IngestConfig.class)
                .withDefaultValue("observability-factory.ingest.limits.bytes-in-flight", "100")
                .withConverter(java.time.Duration.class, 100, text -> java.time.Duration.parse((String) text))
                .build()
                .getConfigMapping(IngestConfig.class);
    }
}
