package io.creditledger;

import java.util.Objects;

/**
 * A place between two tasks of a paged answer.
 *
 * @param account the account of the last task that was seen
 * @param task the last task that was seen
 */
public record TaskCursor(AccountId account, TaskId task) {
    /** Checks that nothing is missing. */
    public TaskCursor {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(task, "task");
    }
}
