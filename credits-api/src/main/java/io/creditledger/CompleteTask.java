package io.creditledger;

import java.util.Objects;

/**
 * Completes a task: prices its real output and charges it, once.
 *
 * @param account who pays
 * @param task the task
 * @param output what it has produced
 * @param needed how many credits the charge may need at most, so that enough grants are loaded for it
 */
public record CompleteTask(AccountId account, TaskId task, Output output, Credits needed) implements TaskCommand {
    /** Checks that nothing is missing. */
    public CompleteTask {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(needed, "needed");
    }
}
