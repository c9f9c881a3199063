package io.creditledger.jdbc.legacy;

/**
 * How many, and how many credits together.
 *
 * @param count how many, at least 0
 * @param credits their credits, at least 0
 */
public record Tally(long count, long credits) {
    /** Nothing. */
    public static final Tally NONE = new Tally(0, 0);

    /**
     * Checks the tally.
     *
     * @throws IllegalArgumentException if a number is negative, or nothing has credits
     */
    public Tally {
        if (count < 0 || credits < 0 || (count == 0 && credits > 0)) {
            throw new IllegalArgumentException("a tally needs a count and credits of at least 0, but got " + count
                    + " with " + credits + " credits");
        }
    }

    /**
     * Returns this tally with one more.
     *
     * @param credits the credits of the one, at least 0
     * @return the tally of all
     * @throws ArithmeticException if they are more than {@link Long#MAX_VALUE} credits together
     */
    Tally and(long credits) {
        return plus(new Tally(1, credits));
    }

    /**
     * Returns both together.
     *
     * @param other the other tally
     * @return the tally of all
     * @throws ArithmeticException if they are more than {@link Long#MAX_VALUE} credits together
     */
    Tally plus(Tally other) {
        if (other.credits > Long.MAX_VALUE - credits) {
            throw new ArithmeticException("cannot count " + other.credits + " and " + credits
                    + " credits together; the sum must not exceed " + Long.MAX_VALUE);
        }
        return new Tally(Math.addExact(count, other.count), credits + other.credits);
    }
}
