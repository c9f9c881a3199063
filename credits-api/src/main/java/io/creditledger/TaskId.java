package io.creditledger;

import java.io.Serializable;

/**
 * Names one task, in the host's own terms. A host gives each of its tasks an id of its own, whatever the account: the
 * worker that completes a task knows nothing else of it.
 *
 * @param value 1 to {@value #MAX_LENGTH} UTF-16 code units, not all white space, well-formed, without NUL
 */
public record TaskId(String value) implements Comparable<TaskId>, Serializable {
    /** The greatest length of an id, in UTF-16 code units. */
    public static final int MAX_LENGTH = 128;

    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if the value is blank, too long, or not storable text
     */
    public TaskId {
        Text.requireId("task id", value, MAX_LENGTH);
    }

    /**
     * Returns the id with this value.
     *
     * @param value 1 to {@value #MAX_LENGTH} UTF-16 code units, not all white space, well-formed, without NUL
     * @return the id
     * @throws IllegalArgumentException if the value is blank, too long, or not storable text
     */
    public static TaskId of(String value) {
        return new TaskId(value);
    }

    /**
     * Returns the key under which the task is charged, once.
     *
     * @return the key, one of the ledger's own
     */
    public IdempotencyKey key() {
        return new IdempotencyKey(IdempotencyKey.RESERVED_PREFIX + "task:" + value);
    }

    @Override
    public int compareTo(TaskId other) {
        return value.compareTo(other.value);
    }

    /** Returns the bare value. */
    @Override
    public String toString() {
        return value;
    }
}
