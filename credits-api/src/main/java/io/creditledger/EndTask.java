package io.creditledger;

import java.util.Objects;

/**
 * Ends a task without a result: it failed, or was called off. Nothing is charged.
 *
 * @param account whose task it is
 * @param task the task
 * @param status {@link TaskStatus#FAILED} or {@link TaskStatus#CANCELLED}
 */
public record EndTask(AccountId account, TaskId task, TaskStatus status) implements TaskCommand {
    /**
     * Checks the request.
     *
     * @throws IllegalArgumentException if the status is not one of the two
     */
    public EndTask {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(task, "task");
        if (status != TaskStatus.FAILED && status != TaskStatus.CANCELLED) {
            throw new IllegalArgumentException(
                    "a task without a result ends as FAILED or CANCELLED, but was asked to be " + status);
        }
    }
}
