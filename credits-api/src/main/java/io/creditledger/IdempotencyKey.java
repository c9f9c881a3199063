package io.creditledger;

import java.io.Serializable;

/**
 * The name of one intended effect on one account; whoever sends a request again sends the same key.
 *
 * <p>Keys belong to an account and live as long as the ledger. Take one from the thing that is paid for
 * ({@code "task:4711"}), not from a random generator at the time of the call: a retry after a crash must find the same
 * key again.
 *
 * @param value 1 to {@value #MAX_LENGTH} UTF-16 code units, not all white space, well-formed, without NUL
 */
public record IdempotencyKey(String value) implements Comparable<IdempotencyKey>, Serializable {
    /** The greatest length of a key, in UTF-16 code units. */
    public static final int MAX_LENGTH = 200;

    /** What the keys begin with that the ledger makes itself, such as the one of an account's opening. */
    public static final String RESERVED_PREFIX = "credit:";

    /**
     * Checks the key. Hosts use {@link #of(String)}, which also keeps them out of the ledger's own names.
     *
     * @throws IllegalArgumentException if the value is blank, too long, or not storable text
     */
    public IdempotencyKey {
        Text.requireId("idempotency key", value, MAX_LENGTH);
    }

    /**
     * Returns the host's key with this value.
     *
     * @param value 1 to {@value #MAX_LENGTH} UTF-16 code units, not all white space, well-formed, without NUL, and not
     *     beginning with {@value #RESERVED_PREFIX}
     * @return the key
     * @throws IllegalArgumentException if the value is blank, too long, not storable text, or reserved
     */
    public static IdempotencyKey of(String value) {
        IdempotencyKey key = new IdempotencyKey(value);
        if (value.startsWith(RESERVED_PREFIX)) {
            throw new IllegalArgumentException("idempotency keys that begin with '" + RESERVED_PREFIX
                    + "' belong to the ledger itself; choose another beginning for '" + value + "'");
        }
        return key;
    }

    @Override
    public int compareTo(IdempotencyKey other) {
        return value.compareTo(other.value);
    }

    /** Returns the bare value. */
    @Override
    public String toString() {
        return value;
    }
}
