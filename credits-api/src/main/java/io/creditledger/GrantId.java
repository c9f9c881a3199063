package io.creditledger;

import java.io.Serializable;

/**
 * Names one grant within its account.
 *
 * <p>A grant is made by exactly one request, and a request's key is used once per account: so a grant bears the key
 * that made it as its id. Support staff who know the order or the invite know the grant.
 *
 * @param value 1 to {@value IdempotencyKey#MAX_LENGTH} UTF-16 code units, not all white space, well-formed, without NUL
 */
public record GrantId(String value) implements Comparable<GrantId>, Serializable {
    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if the value is blank, too long, or not storable text
     */
    public GrantId {
        Text.requireId("grant id", value, IdempotencyKey.MAX_LENGTH);
    }

    /**
     * Returns the id of the grant that the request with this key makes.
     *
     * @param key the request's key
     * @return the id
     */
    public static GrantId madeBy(IdempotencyKey key) {
        return new GrantId(key.value());
    }

    @Override
    public int compareTo(GrantId other) {
        return value.compareTo(other.value);
    }

    /** Returns the bare value. */
    @Override
    public String toString() {
        return value;
    }
}
