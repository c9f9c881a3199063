package io.creditledger.jdbc.legacy;

import io.creditledger.Task;

/** What becomes of a task of a legacy database. */
public enum TaskFate {
    /** It has not ended; it comes over as running and prepaid: completing it charges nothing. */
    PREPAID("have not ended and come over as running and prepaid"),
    /** It succeeded but was not charged; it comes over as completed, and waits for its charge. */
    UNCHARGED("succeeded but were not charged, and come over to be settled"),
    /** It succeeded; it comes over as history. */
    COMPLETED("succeeded and come over as history"),
    /** It failed; it comes over as history. */
    FAILED("failed and come over as history"),
    /** It was called off; it comes over as history. */
    CANCELLED("were called off and come over as history"),
    /** It is nobody's, or its id cannot be used; it stays where it is. */
    LEFT("stay where they are: nobody's, or refused with their user");

    private final String sentence;

    TaskFate(String sentence) {
        this.sentence = sentence;
    }

    /**
     * Returns what becomes of such tasks, for people to read.
     *
     * @return a phrase without a full stop, whose subject are the tasks
     */
    public String sentence() {
        return sentence;
    }

    static TaskFate of(Task adopted) {
        return switch (adopted.status()) {
            case RUNNING -> PREPAID;
            case COMPLETED -> adopted.isUncharged() ? UNCHARGED : COMPLETED;
            case FAILED -> FAILED;
            case CANCELLED -> CANCELLED;
        };
    }
}
