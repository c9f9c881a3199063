package io.creditledger;

import java.util.Objects;

/**
 * The task is where it was asked to be.
 *
 * @param task the task
 * @param isReplay true if it was there already, and nothing changed now
 */
public record TaskReceipt(Task task, boolean isReplay) implements Receipt {
    /** Checks that the task is given. */
    public TaskReceipt {
        Objects.requireNonNull(task, "task");
    }

    @Override
    public AccountId account() {
        return task.account();
    }
}
