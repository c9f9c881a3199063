package io.creditledger;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * What a task of one tier costs before rounding.
 *
 * @param credits how many credits, for each second or unit or for the whole task; from 0 to {@link #MAX_CREDITS}, with at
 *     most 9 decimal places
 * @param basis what they are charged for
 */
public record Rate(BigDecimal credits, Basis basis) {
    /** The greatest rate. Times the greatest output it is still less than {@link Long#MAX_VALUE}. */
    public static final BigDecimal MAX_CREDITS = ExactNumber.MAX;

    /** What a rate is charged for. */
    public enum Basis {
        /** For each second of output. */
        SECOND,
        /** For each unit of output. */
        UNIT,
        /** For the whole task, whatever its output. */
        TASK
    }

    /**
     * Checks the rate.
     *
     * @throws IllegalArgumentException if the credits are negative, absurdly many, or too fine
     */
    public Rate {
        Objects.requireNonNull(credits, "credits");
        Objects.requireNonNull(basis, "basis");
        credits = ExactNumber.require("a rate", credits, "credits");
    }

    /**
     * Returns a rate for each second of output.
     *
     * @param credits how many whole credits, from 0
     * @return the rate
     * @throws IllegalArgumentException if the credits are negative or absurdly many
     */
    public static Rate perSecond(long credits) {
        return perSecond(BigDecimal.valueOf(credits));
    }

    /**
     * Returns a rate for each second of output.
     *
     * @param credits how many credits, from 0, with at most 9 decimal places
     * @return the rate
     * @throws IllegalArgumentException if the credits are negative, absurdly many, or too fine
     */
    public static Rate perSecond(BigDecimal credits) {
        return new Rate(credits, Basis.SECOND);
    }

    /**
     * Returns a rate for each unit of output.
     *
     * @param credits how many credits, from 0, with at most 9 decimal places
     * @return the rate
     * @throws IllegalArgumentException if the credits are negative, absurdly many, or too fine
     */
    public static Rate perUnit(BigDecimal credits) {
        return new Rate(credits, Basis.UNIT);
    }

    /**
     * Returns a rate for the whole task.
     *
     * @param credits how many credits, from 0
     * @return the rate
     * @throws IllegalArgumentException if the credits are absurdly many
     */
    public static Rate flat(Credits credits) {
        return new Rate(BigDecimal.valueOf(credits.value()), Basis.TASK);
    }

    boolean measures(Output.Measure measure) {
        return switch (basis) {
            case SECOND -> measure == Output.Measure.SECOND;
            case UNIT -> measure == Output.Measure.UNIT;
            case TASK -> true;
        };
    }

    /** The exact price of a billable quantity. */
    BigDecimal times(BigDecimal quantity) {
        return basis == Basis.TASK ? credits : credits.multiply(quantity);
    }
}
