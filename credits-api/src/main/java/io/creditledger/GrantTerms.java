package io.creditledger;

import java.util.Objects;

/**
 * What the journal records of a grant beside its amount and effective instant, so that replaying the journal alone
 * yields the grant.
 *
 * @param number the grant's place in the account's own grant order, from 1
 * @param source where the credits come from
 * @param priority which grants pay first: lower ones
 * @param expiry when the grant stops being usable
 */
public record GrantTerms(long number, String source, int priority, Expiry expiry) {
    /**
     * Checks the terms.
     *
     * @throws IllegalArgumentException if the number is less than 1
     */
    public GrantTerms {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(expiry, "expiry");
        if (number < 1) {
            throw new IllegalArgumentException("a grant's number must be at least 1, but was " + number);
        }
    }
}
