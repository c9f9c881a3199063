package io.creditledger;

import java.time.Instant;
import java.util.Objects;

/**
 * A lot of credits that an account received, and what is left of it.
 *
 * @param account whose grant it is
 * @param id its name within the account
 * @param number its place in the account's own grant order, from 1
 * @param source where the credits come from, in the host's words, such as {@code purchase}
 * @param priority which grants pay first: lower ones
 * @param amount how many credits were granted, at least 1
 * @param remaining how many of them are left, from 0 to the amount
 * @param effective the first instant at which it is usable
 * @param expiry the first instant at which it is not usable any more, never before the effective one
 */
public record Grant(
        AccountId account,
        GrantId id,
        long number,
        String source,
        int priority,
        Credits amount,
        Credits remaining,
        Instant effective,
        Expiry expiry) {

    /**
     * Checks the grant.
     *
     * @throws IllegalArgumentException if the number or the amount is less than 1, more remains than was granted, or the
     *     expiry comes before the effective instant
     */
    public Grant {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(remaining, "remaining");
        Objects.requireNonNull(effective, "effective");
        Objects.requireNonNull(expiry, "expiry");
        if (number < 1) {
            throw new IllegalArgumentException("a grant's number must be at least 1, but was " + number);
        }
        if (amount.isZero()) {
            throw new IllegalArgumentException("a grant must be of at least 1 credit, but was of 0");
        }
        if (remaining.isMoreThan(amount)) {
            throw new IllegalArgumentException(
                    "a grant of " + amount + " credits cannot have " + remaining + " remaining");
        }
        if (expiry.isBefore(effective)) {
            throw new IllegalArgumentException(
                    "a grant must not expire (" + expiry + ") before it is effective (" + effective + ")");
        }
    }

    /**
     * Tells whether a charge at an instant may take from this grant.
     *
     * @param at the instant
     * @return true if something remains, from the effective instant (inclusive) to the expiry (exclusive)
     */
    public boolean isUsableAt(Instant at) {
        return isOpen() && !isPendingAt(at) && !expiry.hasPassedAt(at);
    }

    /**
     * Tells whether this grant is not effective yet at an instant.
     *
     * @param at the instant
     * @return true before the effective instant
     */
    public boolean isPendingAt(Instant at) {
        return at.isBefore(effective);
    }

    /**
     * Tells whether credits of this grant are gone at an instant and no sweep has recorded it yet.
     *
     * @param at the instant
     * @return true if something remains and the expiry has come
     */
    public boolean isDueAt(Instant at) {
        return isOpen() && expiry.hasPassedAt(at);
    }

    /**
     * Tells whether anything remains.
     *
     * @return true if at least 1 credit remains, usable or not
     */
    public boolean isOpen() {
        return !remaining.isZero();
    }

    /**
     * Returns this grant with less remaining.
     *
     * @param taken how much is taken, at most what remains
     * @return the grant afterwards
     * @throws ArithmeticException if more is taken than remains
     */
    public Grant minus(Credits taken) {
        return new Grant(account, id, number, source, priority, amount, remaining.minus(taken), effective, expiry);
    }
}
