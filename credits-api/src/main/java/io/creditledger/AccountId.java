package io.creditledger;

import java.io.Serializable;

/**
 * Names one account, in the host's own terms: a user id, a tenant id.
 *
 * <p>Two ids are the same account only if they are equal character by character: case, accents and trailing spaces
 * count, on every database.
 *
 * @param value 1 to {@value #MAX_LENGTH} UTF-16 code units, not all white space, well-formed, without NUL
 */
public record AccountId(String value) implements Comparable<AccountId>, Serializable {
    /** The greatest length of an id, in UTF-16 code units. */
    public static final int MAX_LENGTH = 128;

    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if the value is blank, too long, or not storable text
     */
    public AccountId {
        Text.requireId("account id", value, MAX_LENGTH);
    }

    /**
     * Returns the id with this value.
     *
     * @param value 1 to {@value #MAX_LENGTH} UTF-16 code units, not all white space, well-formed, without NUL
     * @return the id
     * @throws IllegalArgumentException if the value is blank, too long, or not storable text
     */
    public static AccountId of(String value) {
        return new AccountId(value);
    }

    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    /** Returns the bare value, as a host would print it. */
    @Override
    public String toString() {
        return value;
    }
}
