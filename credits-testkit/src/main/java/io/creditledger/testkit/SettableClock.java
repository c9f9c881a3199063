package io.creditledger.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/** A clock that stands still until it is told to move. Thread-safe. */
public final class SettableClock implements InstantSource {
    private volatile Instant now;

    private SettableClock(Instant now) {
        this.now = Objects.requireNonNull(now, "now");
    }

    /**
     * Returns a clock that stands at an instant.
     *
     * @param now the instant
     * @return the clock
     */
    public static SettableClock at(Instant now) {
        return new SettableClock(now);
    }

    /**
     * Returns a clock that stands at an instant.
     *
     * @param now the instant in ISO form, such as {@code 2026-01-31T10:00:00Z}
     * @return the clock
     * @throws java.time.format.DateTimeParseException if the text is not an instant
     */
    public static SettableClock at(String now) {
        return new SettableClock(Instant.parse(now));
    }

    @Override
    public Instant instant() {
        return now;
    }

    /**
     * Moves the clock to an instant, forward or back.
     *
     * @param instant the instant
     */
    public synchronized void set(Instant instant) {
        now = Objects.requireNonNull(instant, "instant");
    }

    /**
     * Moves the clock to an instant, forward or back.
     *
     * @param instant the instant in ISO form
     * @throws java.time.format.DateTimeParseException if the text is not an instant
     */
    public void set(String instant) {
        set(Instant.parse(instant));
    }

    /**
     * Moves the clock.
     *
     * @param duration how far; negative: back
     */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public String toString() {
        return "clock at " + now;
    }
}
