package io.creditledger;

import java.io.Serializable;
import java.util.UUID;

/**
 * Names one run that brought a history into the ledger which was kept elsewhere before. Every entry that the run wrote bears
 * it, so that they can be told from the ledger's own, and taken back together.
 *
 * @param value 1 to {@value #MAX_LENGTH} UTF-16 code units, not all white space, well-formed, without NUL
 */
public record RunId(String value) implements Serializable {
    /** The greatest length of an id, in UTF-16 code units. */
    public static final int MAX_LENGTH = 64;

    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if the value is blank, too long, or not storable text
     */
    public RunId {
        Text.requireId("run id", value, MAX_LENGTH);
    }

    /**
     * Returns the id with this value.
     *
     * @param value 1 to {@value #MAX_LENGTH} UTF-16 code units, not all white space, well-formed, without NUL
     * @return the id
     * @throws IllegalArgumentException if the value is blank, too long, or not storable text
     */
    public static RunId of(String value) {
        return new RunId(value);
    }

    /**
     * Makes an id that no other run has.
     *
     * @return a new id
     */
    public static RunId random() {
        return new RunId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
