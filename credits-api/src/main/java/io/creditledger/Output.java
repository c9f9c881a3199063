package io.creditledger;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;

/**
 * What a task has produced: so many seconds, or so many units.
 *
 * <p>Equal outputs are equal whatever the scale in which they were given: 5 s, 5.0 s and {@code PT5S} are one.
 *
 * @param quantity how much, from 0 to {@link #MAX_QUANTITY}, with at most 9 decimal places
 * @param measure what is counted
 */
public record Output(BigDecimal quantity, Measure measure) {
    /** The greatest quantity: in seconds more than 31 years. */
    public static final BigDecimal MAX_QUANTITY = ExactNumber.MAX;

    private static final int NANOSECONDS = 9;

    /** What is counted. */
    public enum Measure {
        /** Seconds of output. */
        SECOND,
        /** Units, such as pictures. */
        UNIT
    }

    /**
     * Checks the quantity.
     *
     * @throws IllegalArgumentException if the quantity is negative, absurdly large, or finer than a nanosecond
     */
    public Output {
        Objects.requireNonNull(quantity, "quantity");
        Objects.requireNonNull(measure, "measure");
        quantity = ExactNumber.require("output", quantity, plural(measure));
    }

    /**
     * Returns an output of a duration.
     *
     * @param duration how long, not negative
     * @return the output
     * @throws IllegalArgumentException if the duration is negative or absurdly long
     */
    public static Output of(Duration duration) {
        Objects.requireNonNull(duration, "duration");
        BigDecimal whole = BigDecimal.valueOf(duration.getSeconds());
        return seconds(whole.add(BigDecimal.valueOf(duration.getNano(), NANOSECONDS)));
    }

    /**
     * Returns an output of decimal seconds.
     *
     * @param seconds how many, from 0 to {@link #MAX_QUANTITY}, with at most 9 decimal places
     * @return the output
     * @throws IllegalArgumentException if the seconds are negative, absurdly many, or finer than a nanosecond
     */
    public static Output seconds(BigDecimal seconds) {
        return new Output(seconds, Measure.SECOND);
    }

    /**
     * Returns an output of units.
     *
     * @param units how many, from 0 to {@link #MAX_QUANTITY}
     * @return the output
     * @throws IllegalArgumentException if the units are negative or absurdly many
     */
    public static Output units(long units) {
        return new Output(BigDecimal.valueOf(units), Measure.UNIT);
    }

    /** Returns the quantity as people write it, such as {@code 5.01 seconds}. */
    @Override
    public String toString() {
        return quantity.toPlainString() + " " + plural(measure);
    }

    private static String plural(Measure measure) {
        return measure == Measure.SECOND ? "seconds" : "units";
    }
}
