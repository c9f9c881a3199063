package io.creditledger;

import java.io.Serializable;

/**
 * A whole, non-negative amount of credits. A product that needs fractions chooses a smaller unit.
 *
 * @param value the amount, from 0 to {@link Long#MAX_VALUE}
 */
public record Credits(long value) implements Comparable<Credits>, Serializable {
    /** No credits. */
    public static final Credits ZERO = new Credits(0);

    /**
     * Checks the amount.
     *
     * @throws IllegalArgumentException if the amount is negative
     */
    public Credits {
        if (value < 0) {
            throw new IllegalArgumentException("credits must not be negative, but were " + value);
        }
    }

    /**
     * Returns this many credits.
     *
     * @param value the amount, from 0 to {@link Long#MAX_VALUE}
     * @return the credits
     * @throws IllegalArgumentException if the amount is negative
     */
    public static Credits of(long value) {
        return value == 0 ? ZERO : new Credits(value);
    }

    /**
     * Returns the sum.
     *
     * @param other what to add
     * @return the sum, exactly
     * @throws ArithmeticException if the sum is more than {@link Long#MAX_VALUE}
     */
    public Credits plus(Credits other) {
        if (other.value > Long.MAX_VALUE - value) {
            throw new ArithmeticException("cannot add " + other.value + " to " + value
                    + " credits; the sum must not exceed " + Long.MAX_VALUE);
        }
        if (isZero()) {
            return other;
        }
        return other.isZero() ? this : of(value + other.value);
    }

    /**
     * Returns the difference.
     *
     * @param other what to take away, at most this amount
     * @return the difference, exactly
     * @throws ArithmeticException if the other amount is greater than this one
     */
    public Credits minus(Credits other) {
        if (other.value > value) {
            throw new ArithmeticException(
                    "cannot take " + other.value + " from " + value + " credits; at most all of them can be taken");
        }
        return other.isZero() ? this : of(value - other.value);
    }

    /**
     * Returns the smaller of two amounts.
     *
     * @param other the amount to compare with
     * @return the smaller amount
     */
    public Credits min(Credits other) {
        return value <= other.value ? this : other;
    }

    /**
     * Tells whether these are no credits.
     *
     * @return true if the amount is 0
     */
    public boolean isZero() {
        return value == 0;
    }

    /**
     * Tells whether this amount is greater than another.
     *
     * @param other the amount to compare with
     * @return true if this amount is the greater one
     */
    public boolean isMoreThan(Credits other) {
        return value > other.value;
    }

    @Override
    public int compareTo(Credits other) {
        return Long.compare(value, other.value);
    }

    /** Returns the bare number. */
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
