package io.observabilityfactory.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.observabilityfactory.ingest.IngestException.Overloaded;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

public class InFlightTest {

    private static final int LIMIT = 100;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final InFlight inFlight = new InFlight(config(), registry);

    /** With room for a hundred bytes. */
    public static InFlight ofHundredBytes() {
        return new InFlight(config(), new SimpleMeterRegistry());
    }

    @Test
    void requestWithoutRoom_isTurnedAwayAndCountsForNothing() {
        inFlight.none().add(60);
        HeldBytes second = inFlight.none();
        second.add(30);

        assertThatThrownBy(() -> second.add(20)).isInstanceOf(Overloaded.class);

        assertThat(bytes()).isEqualTo(90);
    }

    @Test
    void requestLargerThanTheLimit_isTakenWhileItIsAlone() {
        HeldBytes large = inFlight.none();
        large.add(90);
        large.growTo(500);

        assertThatThrownBy(() -> inFlight.none().add(1)).isInstanceOf(Overloaded.class);
    }

    /** @param steps each of one of five requests: it grows by so many bytes, or gives back all when that is none */
    @Property
    void bytes_areWhatRequestsHoldAndNoneWhenAllHaveGivenBack(
            @ForAll @Size(max = 100) List<@IntRange(max = 4) Integer> requests,
            @ForAll @Size(value = 100) List<@IntRange(max = 40) Integer> steps) {
        InFlight counted = new InFlight(config(), registry);
        List<HeldBytes> held = Stream.generate(counted::none).limit(5).toList();
        long[] expected = new long[5];
        for (int i = 0; i < requests.size(); i++) {
            int request = requests.get(i);
            int bytes = steps.get(i);
            long before =
                    Stream.of(0, 1, 2, 3, 4).mapToLong(each -> expected[each]).sum();
            boolean hasRoom = before == expected[request] || before + bytes <= LIMIT;
            if (bytes == 0) {
                held.get(request).release();
                expected[request] = 0;
            } else if (hasRoom) {
                held.get(request).add(bytes);
                expected[request] += bytes;
            } else {
                assertThatThrownBy(() -> held.get(request).add(bytes)).isInstanceOf(Overloaded.class);
            }
        }
        held.forEach(HeldBytes::release);
        held.forEach(HeldBytes::release);

        HeldBytes all = counted.none();
        all.add(LIMIT);
        assertThatThrownBy(() -> counted.none().add(1)).isInstanceOf(Overloaded.class);
    }

    private double bytes() {
        return registry.get("observability.factory.ingest.in.flight").gauge().value();
    }

    private static IngestConfig config() {
        return new SmallRyeConfigBuilder()
                .withMapping(IngestConfig.class)
                .withDefaultValue("observability-factory.ingest.limits.bytes-in-flight", Integer.toString(LIMIT))
                .withConverter(java.time.Duration.class, 100, text -> java.time.Duration.parse((String) text))
                .build()
                .getConfigMapping(IngestConfig.class);
    }
}
