package io.observabilityfactory.alert;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still unless a test moves it, so that no test depends on how far away midnight is. */
@Singleton
public class TestTime implements InstantSource {

    private static final Instant START = Instant.parse("2026-03-10T12:34:56Z");

    private volatile Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    public void advance(Duration duration) {
        now = now.plus(duration);
    }

    public void reset() {
        now = START;
    }
}
