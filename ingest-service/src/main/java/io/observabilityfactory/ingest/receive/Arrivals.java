package io.observabilityfactory.ingest.receive;

import io.observabilityfactory.ingest.InFlight;
import io.observabilityfactory.ingest.IngestConfig;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** The requests that begin to come in. */
@ApplicationScoped
public class Arrivals {

    private final InFlight inFlight;
    private final Vertx vertx;
    private final Duration patience;

    @Inject
    Arrivals(InFlight inFlight, Vertx vertx, IngestConfig config) {
        this(inFlight, vertx, config.limits().arrivalTime());
    }

    Arrivals(InFlight inFlight, Vertx vertx, Duration patience) {
        this.inFlight = inFlight;
        this.vertx = vertx;
        this.patience = patience;
    }

    public Arrival begin() {
        Arrival arrival = new Arrival(inFlight.none());
        long timer = vertx.setTimer(patience.toMillis(), expired -> arrival.expire(patience));
        arrival.whenOver(() -> vertx.cancelTimer(timer));
        return arrival;
    }
}
