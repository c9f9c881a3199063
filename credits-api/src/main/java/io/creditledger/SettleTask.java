package io.creditledger;

import java.util.Objects;

/**
 * Charges a completed task that could not be paid when it was completed.
 *
 * @param account who pays
 * @param task the task
 * @param needed how many credits the charge may need at most, so that enough grants are loaded for it
 */
public record SettleTask(AccountId account, TaskId task, Credits needed) implements TaskCommand {
    /** Checks that nothing is missing. */
    public SettleTask {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(needed, "needed");
    }
}
