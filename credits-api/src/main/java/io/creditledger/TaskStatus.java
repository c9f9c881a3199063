package io.creditledger;

/** How far a task has come. */
public enum TaskStatus {
    /** It was started and has not ended. */
    RUNNING,
    /** Its work is done and delivered. */
    COMPLETED,
    /** It ended without a result. */
    FAILED,
    /** It was called off. */
    CANCELLED
}
