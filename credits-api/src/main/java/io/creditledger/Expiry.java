package io.creditledger;

import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a grant stops being usable: at an instant, or never. Sooner expiries are less than later ones, and never is the
 * greatest.
 */
public final class Expiry implements Comparable<Expiry>, Serializable {
    private static final long serialVersionUID = 1L;

    private static final Expiry NEVER = new Expiry(null);

    private final @Nullable Instant instant;

    private Expiry(@Nullable Instant instant) {
        this.instant = instant;
    }

    /**
     * Returns the expiry of a grant that stays usable for ever.
     *
     * @return the expiry
     */
    public static Expiry never() {
        return NEVER;
    }

    /**
     * Returns the expiry at an instant: the credits are gone from that instant on.
     *
     * @param instant the first instant at which the credits are gone, a whole microsecond
     * @return the expiry
     * @throws IllegalArgumentException if the ledger cannot store the instant exactly
     */
    public static Expiry at(Instant instant) {
        return new Expiry(LedgerTime.requireStorable("expiry", instant));
    }

    /**
     * Returns the instant of the expiry.
     *
     * @return the first instant at which the credits are gone; empty for never
     */
    public Optional<Instant> instant() {
        return Optional.ofNullable(instant);
    }

    /**
     * Tells whether the credits are gone at an instant.
     *
     * @param at the instant
     * @return true from the expiry's own instant on
     */
    public boolean hasPassedAt(Instant at) {
        return instant != null && !at.isBefore(instant);
    }

    boolean isBefore(Instant at) {
        return instant != null && instant.isBefore(at);
    }

    @Override
    public int compareTo(Expiry other) {
        if (instant == null) {
            return other.instant == null ? 0 : 1;
        }
        return other.instant == null ? -1 : instant.compareTo(other.instant);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Expiry that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return instant == null ? 0 : instant.hashCode();
    }

    /** Returns the instant in ISO form, or {@code never}. */
    @Override
    public String toString() {
        return instant == null ? "never" : instant.toString();
    }
}
