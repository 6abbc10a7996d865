package io.observabilityfactory.ingest.receive;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.observabilityfactory.ingest.HeldBytes;
import io.observabilityfactory.ingest.InFlight;
import io.observabilityfactory.ingest.InFlightTest;
import io.observabilityfactory.ingest.IngestException.Overloaded;
import io.observabilityfactory.ingest.IngestException.TooSlow;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArrivalTest {

    private static final Duration LONG = Duration.ofHours(1);

    private static Vertx vertx;

    private final InFlight inFlight = InFlightTest.ofHundredBytes();
    private final List<Throwable> refusals = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void requestThatIsComplete_holdsWhatItIsUntilThatIsGivenBack() {
        Arrival arrival = begin(LONG);
        arrival.received(60);
        HeldBytes held = arrival.complete().orElseThrow();
        arrival.abandon();

        assertThatThrownBy(() -> inFlight.none().add(50)).isInstanceOf(Overloaded.class);
        held.release();

        assertThatNothingIsHeld();
        assertThat(refusals).isEmpty();
    }

    @Test
    void requestWithoutRoom_isRefusedOnceAndGivesAllBack() {
        HeldBytes other = inFlight.none();
        other.add(60);
        Arrival arrival = begin(LONG);

        assertThat(arrival.received(40)).isTrue();
        assertThat(arrival.received(1)).isFalse();
        assertThat(arrival.received(1)).isFalse();
        assertThat(arrival.complete()).isEmpty();

        assertThat(refusals).singleElement().isInstanceOf(Overloaded.class);
        other.release();
        assertThatNothingIsHeld();
    }

    @Test
    void requestThatWasRefusedBeforeAnybodyListened_isToldOfAllTheSame() {
        Arrival arrival = new Arrivals(inFlight, vertx, LONG).begin();
        arrival.refuse(new Overloaded("before", LONG));

        arrival.onRefusal(refusals::add);

        assertThat(refusals).hasSize(1);
    }

    @Test
    void requestThatStopsOnItsWay_isRefusedAfterAWhileAndGivesAllBack() {
        Arrival arrival = begin(Duration.ofMillis(50));
        arrival.received(60);

        await().until(() -> !refusals.isEmpty());

        assertThat(refusals).singleElement().isInstanceOf(TooSlow.class);
        assertThat(arrival.complete()).isEmpty();
        assertThatNothingIsHeld();
    }

    @Test
    void requestWhoseClientHasGone_givesAllBack() {
        Arrival arrival = begin(LONG);
        arrival.received(60);

        arrival.abandon();

        assertThat(arrival.received(1)).isFalse();
        assertThatNothingIsHeld();
        assertThat(refusals).isEmpty();
    }

    private Arrival begin(Duration patience) {
        Arrival arrival = new Arrivals(inFlight, vertx, patience).begin();
        arrival.onRefusal(refusals::add);
        return arrival;
    }

    private void assertThatNothingIsHeld() {
        HeldBytes all = inFlight.none();
        all.add(1);
        HeldBytes rest = inFlight.none();
        rest.add(99);
        rest.release();
        all.release();
    }
}
