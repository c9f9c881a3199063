package io.creditledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** The instants that a ledger knows: whole microseconds that every supported database holds exactly. */
public final class LedgerTime {
    /** The earliest instant, 1970-01-01T00:00:00Z. */
    public static final Instant MIN = Instant.EPOCH;

    /** The last instant, 9999-12-31T23:59:59.999999Z. */
    public static final Instant MAX = Instant.parse("9999-12-31T23:59:59.999999Z");

    private static final Instant END_OF_MAX = MAX.plusNanos(999);

    private LedgerTime() {}

    /**
     * Cuts an instant down to the microsecond in which it lies.
     *
     * @param instant any instant from {@link #MIN} to the end of the year 9999
     * @return the same instant without its nanoseconds
     * @throws IllegalArgumentException if the instant lies outside of what the databases hold
     */
    public static Instant cut(Instant instant) {
        Objects.requireNonNull(instant, "instant");
        if (instant.isBefore(MIN) || instant.isAfter(END_OF_MAX)) {
            throw new IllegalArgumentException(
                    "instants must lie between " + MIN + " and " + MAX + ", but was " + instant);
        }
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Checks that the ledger can store an instant exactly.
     *
     * @param what what the instant is, for the error
     * @param instant the instant
     * @return the instant
     * @throws IllegalArgumentException if the instant lies outside of what the databases hold, or has nanoseconds
     */
    public static Instant requireStorable(String what, Instant instant) {
        Objects.requireNonNull(instant, what);
        if (instant.isBefore(MIN) || instant.isAfter(MAX)) {
            throw new IllegalArgumentException(
                    what + " must lie between " + MIN + " and " + MAX + ", but was " + instant);
        }
        if (!instant.equals(instant.truncatedTo(ChronoUnit.MICROS))) {
            throw new IllegalArgumentException(what + " must be a whole microsecond, but was " + instant
                    + "; cut it with truncatedTo(ChronoUnit.MICROS)");
        }
        return instant;
    }
}
